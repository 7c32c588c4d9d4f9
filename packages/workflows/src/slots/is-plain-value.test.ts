import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../default-settings.ts';
import { bundledReplies } from '../replies/replies.ts';
import { isPlainValue } from './is-plain-value.ts';
import type { SlotContext } from './slot-context.ts';

/** A Monday, nine in the morning in Chicago. */
const context: SlotContext = {
  words: bundledReplies().in('en'),
  now: '2026-11-30T15:00:00.000Z',
  zone: 'America/Chicago',
  country: 'US',
  businessHours: defaultSettings.businessHours,
  lists: {},
};

describe('a text that is nothing but the value that was asked for', () => {
  it.each([
    ['name', 'Will Gunn'],
    ['name', 'Agent Pruitt'],
    ['name', 'Rob Call'],
    ['name', 'lena haddock'],
    ['name', 'Hadassah Fadl.'],
    ['name', 'Lopez, Maria'],
    ['name', "Siobhan O'Neil"],
    ['name', 'Jan van der Berg'],
    ['name', 'Haddad'],
    ['email', 'post@haddock.example'],
    ['phone', '(312) 555-0188'],
    ['phone', '555 0188'],
    ['phone', 'six one four five five five oh one seven seven'],
    ['date', 'Dec 9'],
    ['date', 'next tuesday'],
    ['date', '12/14/2026'],
    ['datetime', 'tomorrow after 2 pm'],
    ['datetime', 'right now'],
    ['datetime', 'thursday, half past one'],
    ['number', '4'],
    ['number', 'three'],
    ['percent', '88 %'],
    ['percent', 'ninety five percent'],
    ['percent', '61'],
    ['username', 'k.osei2'],
  ])('%s: %s', (kind, text) => expect(isPlainValue(text, kind, context)).toBe(true));

  it.each([
    ['name', 'call me'],
    ['name', 'Solved'],
    ['name', 'thanks a lot'],
    ['name', 'Talk to a person'],
    ['name', 'agent'],
    ['name', 'nothing works'],
    ['name', 'who needs that?'],
    ['name', 'my printer is broken'],
    ['name', 'Nine Three Seven'],
    ['name', 'the whole office is down'],
    ['email', 'mail me at post@haddock.example'],
    ['phone', 'no calls, I said so on 312 555 0188'],
    ['phone', 'ticket 101'],
    ['date', 'it broke on Monday'],
    ['datetime', 'since yesterday morning nothing prints'],
    ['datetime', 'cancel the call'],
    ['number', 'seven of us wait'],
    ['number', '0x204'],
    ['percent', '3 GB'],
    ['username', 'help'],
    ['text', 'anything'],
    ['constructor', 'x'],
  ])('not %s: %s', (kind, text) => expect(isPlainValue(text, kind, context)).toBe(false));
});
