import { describe, expect, it } from 'vitest';
import { saysAny } from './phrases.ts';

describe('a phrase', () => {
  it.each([
    ['Could you PLEASE let our new bookkeeper know when?', 'let know when', false],
    ['let our bookkeeper know when', 'let know when', true],
    ["I won't be told", 'wont told', true],
    ['they were warned twice', 'warn*', true],
    ['the warmth', 'warn*', false],
    ['it is done. When', 'done when', false],
    ['will it hurt', '^will_it', true],
    ['what will it do', '^will_it', false],
    ['ok, will it hurt', '^will_it', true],
    ['will that be it', 'will_it', false],
    ['if we do all of that today will the shop be shut', '^if ... will_the', true],
    ['if we do', '^if ... will_the', false],
    ['I am 83', 'am 8#', true],
    ['I am 380', 'am 8#', false],
  ])('in "%s": %s is %s', (text, phrase, found) => {
    expect(saysAny(text, [phrase])).toBe(found);
  });
});
