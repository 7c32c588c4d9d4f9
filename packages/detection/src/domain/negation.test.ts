import { expect, test } from 'vitest';
import { normalise } from '../engine/normalise.ts';
import { tokenise } from '../engine/tokens.ts';
import { findClauses } from './clauses.ts';
import { markExcluded } from './negation.ts';
import { loadWording } from './wording.ts';

const wording = loadWording();

function excludedWords(text: string): string {
  const tokens = tokenise(normalise(text));
  const words = tokens.map((token) => token.text);
  const excluded = markExcluded(words, findClauses(normalise(text), tokens, wording), wording);
  return words.filter((_, index) => excluded[index] === 1).join(' ');
}

test.each([
  ['I did not forget my password, my account is locked', 'did not forget my password'],
  ['The scanner is fine. It is the printer', 'the scanner is fine'],
  ["I wasn't locked out or anything, it expired", 'wasnt locked out or anything'],
  ["don't reset it, delete it", 'dont reset it'],
  ['Outlook sends fine, the printer does nothing', 'outlook sends fine'],
  ['the drive has plenty of room, my mailbox is full', 'the drive has plenty of room'],
  ["I don't need a reboot, just more space", 'dont need a reboot'],
])('an excluded topic is marked to the end of its clause: %s', (text, words) => {
  expect(excludedWords(text)).toContain(words);
});

test.each([
  "Outlook doesn't send fine",
  'Outlook is not working',
  "I can't print",
  'the printer does not respond',
  'no space left on the drive',
  'all is well except the printer',
])('a symptom is not an exclusion: %s', (text) => {
  expect(excludedWords(text)).toBe('');
});
