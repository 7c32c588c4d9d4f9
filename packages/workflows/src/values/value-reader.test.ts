import { type OpenQuestion, readingSchema } from '@acebuddy/detection';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../default-settings.ts';
import { createValueReader } from './value-reader.ts';

// A Monday, 9 o'clock in Chicago.
const read = createValueReader({ settings: defaultSettings, now: () => '2026-11-30T15:00:00.000Z' });
const usbOrNetwork: OpenQuestion = { kind: 'choice', options: ['USB', 'Network'] };

function values(text: string, question: OpenQuestion, locale = 'en-US'): string[] {
  return read(text, question, locale).map((one) => {
    expect(readingSchema.shape.values.element.parse(one)).toEqual(one);
    expect(text).toContain(one.text);
    return `${one.type} ${one.value} "${one.text}" ${one.confidence}${one.against === undefined ? '' : ` ${one.against}`}`;
  });
}

describe('values', () => {
  it.each<[text: string, question: OpenQuestion, found: string[], locale?: string]>([
    ["that's not b@y.com", { kind: 'email' }, []],
    [
      'a@x.com, or b@y.com?',
      { kind: 'email' },
      ['email a@x.com "a@x.com" 0.4 several', 'email b@y.com "b@y.com" 0.4 several'],
    ],
    ['it is 020 7946 0958', { kind: 'phone' }, ['phone +44 20 7946 0958 "020 7946 0958" 0.95'], 'en-GB'],
    ['on 5/12', { kind: 'date' }, ['date 2027-05-12 "5/12" 0.95']],
    ['on 5/12', { kind: 'date' }, ['date 2026-12-05 "5/12" 0.95'], 'en-GB'],
    ['please come tomorrow at 3pm', { kind: 'date' }, ['date 2026-12-01T15:00-06:00 "tomorrow at 3pm" 0.95']],
    [
      'tomorrow between 2 and 4',
      { kind: 'date' },
      ['date 2026-12-01T14:00-06:00/2026-12-01T16:00-06:00 "tomorrow between 2 and 4" 0.95'],
    ],
    [
      'the printer, and tomorrow after 10',
      { kind: 'idle' },
      ['date 2026-12-01T10:00-06:00/.. "tomorrow after 10" 0.7'],
    ],
    ['it was yesterday', { kind: 'date' }, ['date 2026-11-29 "yesterday" 0.4 past']],
    ['for twelve people', { kind: 'number' }, ['number 12 "twelve" 0.95']],
    ['for twelve people', { kind: 'text' }, []],
    ["it's Lopez, Maria", { kind: 'name' }, ['name Maria Lopez "Lopez, Maria" 0.95']],
    ['Maria', { kind: 'name' }, ['name Maria "Maria" 0.4 one_name']],
    ['usb, I think', usbOrNetwork, ['choice USB "usb" 0.95']],
    ['not usb', usbOrNetwork, []],
    ['usb or network', usbOrNetwork, ['choice USB "usb" 0.4 several', 'choice Network "network" 0.4 several']],
    ['the code is 123 456', { kind: 'code' }, ['code 123456 "123 456" 0.95']],
    [
      '203.0.113.125 shows error 6000 -83',
      { kind: 'idle' },
      ['code 6000,-83 "error 6000 -83" 0.9', 'address 203.0.113.125 "203.0.113.125" 0.9'],
    ],
    ['10.0.0.7', { kind: 'text' }, ['address 10.0.0.7 "10.0.0.7" 0.4 private']],
    ['any news on case no. 131?', { kind: 'idle' }, ['ticket 131 "case no. 131" 0.9']],
    ['hello there', { kind: 'idle' }, []],
  ])('%s %o', (text, question, found, locale) => {
    expect(values(text, question, locale)).toEqual(found);
  });
});
