import { expect, test } from 'vitest';
import type { Understanding } from '../engine-types.ts';
import { spokenHere } from './spoken-here.ts';

const printer = (tag: string, confidence = 0.99): Understanding => ({
  outcome: 'match',
  workflow: 'printer_issues',
  confidence: 0.9,
  alternatives: [{ workflow: 'printer_issues', confidence: 0.9 }],
  others: ['email_issues'],
  language: { tag, confidence },
});

test('a message in a language without replies is foreign, until there are some', () => {
  expect(spokenHere(printer('es'), ['en'])).toMatchObject({
    outcome: 'none',
    workflow: null,
    others: [],
    foreign: true,
  });
  expect(spokenHere(printer('es'), ['en', 'es'])).toEqual(printer('es'));
  expect(spokenHere(printer('en'), ['en'])).toEqual(printer('en'));
});

test('a guess at the language changes nothing, nor does a detector that names none', () => {
  expect(spokenHere(printer('es', 0.5), ['en'])).toEqual(printer('es', 0.5));
  const { language: _, ...silent } = printer('es');
  expect(spokenHere(silent, ['en'])).toEqual(silent);
});
