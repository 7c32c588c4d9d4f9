import { commandWords, questionWords, rowWords } from '@acebuddy/contracts/why-words';
import { questionKinds } from '@acebuddy/detection';
import { expect, it } from 'vitest';
import { precedence } from '../dialogue/precedence.ts';
import { patterns } from '../frames/patterns.ts';

it('has plain words for every command, every kind of question and every frame', () => {
  expect([...precedence.commands].filter((command) => commandWords(command) === null)).toEqual([]);
  expect(questionKinds.filter((kind) => questionWords(kind) === null)).toEqual([]);
  const places = [...questionKinds, ...[...patterns.keys()].map((frame) => `frame ${frame}`)];
  expect(places.filter((place) => rowWords(`yes at ${place}`, () => 'Yes') === null)).toEqual([]);
});

it('says a row in one sentence, and nothing of rows that it does not know', () => {
  expect(rowWords('unsure at idle', String)).toBe('Not surely understood, while nothing was asked');
  expect(rowWords('yes at frame cancel', () => 'Yes')).toBe('Yes, when asked whether to stop');
  expect(rowWords('after_ticket', String)).toMatch(/^A ticket was just logged/);
  expect(rowWords('attended', String)).toBeNull();
});
