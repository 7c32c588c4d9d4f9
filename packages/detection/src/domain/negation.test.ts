import { expect, test } from 'vitest';
import { normalise } from '../engine/normalise.ts';
import { tokenise } from '../engine/tokens.ts';
import { findClauses } from './clauses.ts';
import { markExcluded } from './negation.ts';

function excludedWords(text: string): string {
  const tokens = tokenise(normalise(text));
  const words = tokens.map((token) => token.text);
  const excluded = markExcluded(words, findClauses(normalise(text), tokens));
  return words.filter((_, index) => excluded[index] === 1).join(' ');
}

test.each([
  ['I did not forget my password, my account is locked', 'did not forget my password'],
  ['The scanner is fine. It is the printer', 'the scanner is fine'],
  ["I don't need a reboot, just more space", 'dont need a reboot'],
])('an excluded topic is marked to the end of its clause: %s', (text, words) => {
  expect(excludedWords(text)).toContain(words);
});

test.each(['Outlook is not working', "I can't print", 'the printer does not respond', 'no space left on the drive'])(
  'a symptom is not an exclusion: %s',
  (text) => {
    expect(excludedWords(text)).toBe('');
  },
);
