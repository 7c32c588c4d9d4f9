import { describe, expect, it } from 'vitest';
import { addedItems, itemsIn, onlyItems, withItems } from './list-items.ts';

describe('several things in one answer', () => {
  it.each([
    ['Excel, Word and Drake, same rights as Ann. Please hurry', ['Excel', 'Word', 'Drake']],
    ['the tax portal AND Excel please', ['tax portal', 'Excel']],
    ['Drake + Zoom, she starts on Monday', ['Drake', 'Zoom']],
    ['I do not know', []],
  ])('%s', (text, expected) => {
    expect(itemsIn(text)).toEqual(expected);
  });

  it.each([
    ['basic is enough, plus Zoom', ['Zoom']],
    ['Tax. and you forgot Excel and Drake', ['Excel', 'Drake']],
    ['add my name please', []],
    ['and Excel and Word too please', ['Excel', 'Word']],
    ['plus she needs it today', []],
    ['junior clerk in Tax', []],
  ])('what is added: %s', (text, expected) => {
    expect(addedItems(text)).toEqual(expected);
  });

  it.each([
    ['Drake, the phone line and a mailbox', ['Drake', 'phone line', 'mailbox']],
    ['Drake', null],
    ['the mail is down, and the printer', null],
    ['same as Ann, and Drake', null],
  ])('nothing but things: %s', (text, expected) => expect(onlyItems(text)).toEqual(expected));

  it('keeps each thing once', () => {
    expect(withItems('Excel, Word', ['word', 'Drake'])).toBe('Excel, Word, Drake');
    expect(withItems('Excel', ['excel'])).toBe('Excel');
  });
});
