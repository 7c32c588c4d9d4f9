import { describe, expect, it } from 'vitest';
import { type SlotDefinition, slotSchema } from '../definition/slot-schema.ts';
import { extract } from './extract.ts';
import { parseAnswer } from './parse-answer.ts';
import type { SlotContext } from './slot-context.ts';

/** A Monday, nine in the morning in Chicago. */
const context: SlotContext = {
  now: '2026-11-23T15:00:00.000Z',
  zone: 'America/Chicago',
  lists: {
    plans: [
      { value: '100 GB', label: '100 GB – $60/month' },
      { value: '40 GB', label: '40 GB – $28/month' },
    ],
  },
};
const slot = (definition: object): SlotDefinition => slotSchema.parse({ label: 'x', ask: 'x?', ...definition });
const read = (definition: object, text: string) => {
  const result = parseAnswer(slot(definition), text, context);
  return result.ok ? result.answer.v : `? ${result.hint ?? ''}`.trim();
};

describe('e-mail', () => {
  it.each([
    ['maria@acme.com', 'maria@acme.com'],
    ["it's Maria.Lopez@Acme.COM.", 'maria.lopez@acme.com'],
    ['not a@x.com, it is b@x.com', 'b@x.com'],
    ["my mail: o'neil@acme.co.uk thanks", "o'neil@acme.co.uk"],
  ])('%s', (text, value) => expect(read({ type: 'email' }, text)).toBe(value));
  it.each(['maria at acme', 'maria@', '@acme.com', 'none'])('refuses %s', (text) =>
    expect(read({ type: 'email' }, text)).toContain('?'),
  );
});

describe('phone', () => {
  it.each([
    ['(312) 555-0123', '+1 312 555 0123'],
    ['call me at 312.555.0199 ext 4', '+1 312 555 0199 ext. 4'],
    ['+49 30 1234567', '+49 30 1234567'],
    ['555-0100', '5550100'],
  ])('%s', (text, value) => expect(read({ type: 'phone' }, text)).toBe(value));
  it.each(['12', 'soon', 'call me maybe'])('refuses %s', (text) =>
    expect(read({ type: 'phone' }, text)).toContain('?'),
  );
});

describe('date', () => {
  it.each([
    ['today', '2026-11-23'],
    ['tomorrow', '2026-11-24'],
    ['Friday', '2026-11-27'],
    ['12/4', '2026-12-04'],
    ['4 December', '2026-12-04'],
    ['2026-12-24', '2026-12-24'],
    ['asap', '2026-11-23'],
    ['in 2 days', '2026-11-25'],
  ])('%s', (text, value) => expect(read({ type: 'date' }, text)).toBe(value));
  it('refuses the past where the future is meant', () =>
    expect(read({ type: 'date', future: true }, 'November 1 2026')).toContain('past'));
});

describe('a moment', () => {
  it.each([
    ['tomorrow at 3 pm', '2026-11-24T21:00:00.000Z'],
    ['tomorrow 9 am Eastern', '2026-11-24T14:00:00.000Z'],
    ['Friday 22:00 UTC', '2026-11-27T22:00:00.000Z'],
    ['tonight', '2026-11-24T02:00:00.000Z'],
    ['tomorrow morning', '2026-11-24T15:00:00.000Z'],
    ['at 5', '2026-11-23T23:00:00.000Z'],
    ['today 2pm PST', '2026-11-23T22:00:00.000Z'],
    ['March 9 2027 at 8 am', '2027-03-09T14:00:00.000Z'],
    ['June 9 2027 at 8 am', '2027-06-09T13:00:00.000Z'],
  ])('%s', (text, value) => expect(read({ type: 'datetime' }, text)).toBe(value));
  it('asks for the time when only the day was said', () =>
    expect(read({ type: 'datetime' }, 'on Friday')).toContain('What time on Friday'));
  it('refuses a time that has passed', () => expect(read({ type: 'datetime' }, 'today at 8 am')).toContain('passed'));
});

describe('numbers', () => {
  it.each([
    ['95', 95],
    ['about 95 %', 95],
    ['95.5%', 95.5],
    ['maxed out', 100],
    ['half', 50],
    ['about half full', 50],
  ])('percent: %s', (text, value) => expect(read({ type: 'percent' }, text)).toBe(value));
  it('refuses more than a hundred percent', () =>
    expect(read({ type: 'percent' }, '140')).toContain('between 0 and 100'));
  it.each([
    ['two', 2],
    ['I have 3 screens', 3],
    ['1,024', 1024],
  ])('number: %s', (text, value) => expect(read({ type: 'number' }, text)).toBe(value));
  it('keeps to its bounds', () => expect(read({ type: 'number', min: 1, max: 8 }, '20')).toContain('at most 8'));
});

describe('error numbers', () => {
  it.each([
    ['error -6177,0', '-6177,0'],
    ['giving me error 6000 -77 when I open it', '6000,-77'],
    ['-6189, -816', '-6189,-816'],
    ['it says 0x204', '0x204'],
    ['PS038 payroll', 'PS038'],
    ['error code: 15212', '15212'],
    ['12159', '12159'],
    ['H202', 'H202'],
    ['no error', 'none'],
    ['it says access denied', 'it says access denied'],
  ])('%s', (text, value) => expect(read({ type: 'error_code' }, text)).toBe(value));
  it('does not take a phone number for one', () =>
    expect(extract(slot({ type: 'error_code' }), 'my number is 312-555-0123', context)).toBeNull());
});

describe('names', () => {
  it.each([
    ['maria lopez', 'Maria Lopez'],
    ['my name is Maria Lopez', 'Maria Lopez'],
    ["it's Sam O'Neil", "Sam O'Neil"],
    ['Anna', 'Anna'],
  ])('%s', (text, value) => expect(read({ type: 'name' }, text)).toBe(value));
  it.each(['yes', 'I need a new printer', 'maria@acme.com', '12345', 'why do you ask'])('refuses %s', (text) =>
    expect(read({ type: 'name' }, text)).toContain('?'),
  );
  it.each([
    ['jsmith', 'jsmith'],
    ['my username is jsmith', 'jsmith'],
    ['its jsmith', 'jsmith'],
    ['ACME\\jsmith', 'ACME\\jsmith'],
    ['I log in as j.smith', 'j.smith'],
    ['John Smith', 'John Smith'],
  ])('user name: %s', (text, value) => expect(read({ type: 'username' }, text)).toBe(value));
  it.each(['I forgot', 'the one I always use', '[password removed]', 'no'])('user name: refuses %s', (text) =>
    expect(read({ type: 'username' }, text)).toContain('?'),
  );
});

describe('choices', () => {
  const color = {
    type: 'choice',
    choices: [
      { value: 'printer', label: 'Printer', synonyms: ['hp', 'laser printer'] },
      { value: 'scanner', label: 'Scanner' },
      { value: 'other', label: 'Other device' },
    ],
  };
  it.each([
    ['printer', 'printer'],
    ['the HP one', 'printer'],
    ['not the printer, the scanner', 'scanner'],
    ['second', 'scanner'],
    ['2', 'scanner'],
    ['scaner', 'scanner'],
    ['the last one', 'other'],
    ["it isn't the scanner, it's my laser printer", 'printer'],
  ])('%s', (text, value) => expect(read(color, text)).toBe(value));
  it('asks back when two are named', () =>
    expect(read(color, 'printer and scanner')).toContain('Did you mean "Printer" or "Scanner"'));
  it.each([
    ['100', '100 GB'],
    ['the 40 gig one', '40 GB'],
    ['100gb', '100 GB'],
    ['100 GB – $60/month', '100 GB'],
  ])('plan: %s', (text, value) => expect(read({ type: 'choice', list: 'plans' }, text)).toBe(value));
});

describe('what a message says by the way', () => {
  it('hears a phrase up to the end of its clause', () => {
    const definition = slot({ type: 'username', listen: ['my user name is {value}'] });
    expect(extract(definition, 'I am locked out, my user name is jsmith and it is urgent', context)?.v).toBe('jsmith');
  });
  it('leaves a negated choice alone', () => {
    const definition = slot({
      type: 'choice',
      choices: [
        { value: 'a', label: 'Outlook' },
        { value: 'b', label: 'Webmail' },
      ],
    });
    expect(extract(definition, 'it is not Outlook', context)).toBeNull();
  });
  it('takes nothing for a slot that wants to be asked', () => {
    const definition = slot({
      type: 'choice',
      only_when_asked: true,
      choices: [
        { value: 'a', label: 'Outlook' },
        { value: 'b', label: 'Webmail' },
      ],
    });
    expect(extract(definition, 'Outlook is broken', context)).toBeNull();
  });
});
