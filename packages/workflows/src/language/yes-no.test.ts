import { describe, expect, it } from 'vitest';
import { readYesNo } from './yes-no.ts';

describe('readYesNo', () => {
  it.each([
    'yes',
    'Yep',
    'sure',
    'yes please',
    'of course',
    'that is correct',
    'ok',
    'I do',
    'go ahead',
    '👍',
    'no problem',
    'absolutely',
  ])('reads "%s" as yes', (text) => expect(readYesNo(text)).toBe('yes'));
  it.each([
    'no',
    'Nope',
    'not really',
    'no thanks',
    'never',
    "I don't",
    "it isn't",
    'not yet',
    '👎',
    'I do not have it',
    'nobody',
    'I did try that, nothing happens. No',
  ])('reads "%s" as no', (text) => expect(readYesNo(text)).toBe('no'));
  it.each(['not sure', 'maybe', 'no idea', "I don't remember"])('reads "%s" as unsure or no, never as yes', (text) => {
    expect(readYesNo(text)).not.toBe('yes');
  });
  it.each(['the printer', 'good morning', 'jsmith'])('reads nothing into "%s"', (text) => {
    expect(readYesNo(text)).toBeNull();
  });
});
