import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../default-settings.ts';
import { type SlotDefinition, slotSchema } from '../definition/slot-schema.ts';
import { bundledReplies } from '../replies/replies.ts';
import { extract } from './extract.ts';
import { parseAnswer } from './parse-answer.ts';
import type { SlotContext } from './slot-context.ts';

/** A Monday, nine in the morning in Chicago. */
const context: SlotContext = {
  words: bundledReplies().in('en'),
  now: '2026-11-23T15:00:00.000Z',
  zone: 'America/Chicago',
  country: 'US',
  businessHours: defaultSettings.businessHours,
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

describe('a moment at which somebody must be at work', () => {
  const call = slot({ type: 'datetime', staffed: true });
  const said = (text: string, more: Partial<SlotContext> = {}) => {
    const read = parseAnswer(call, text, { ...context, ...more });
    return read.ok ? read.answer.v : (read.hint ?? '');
  };
  it.each([
    ['today at 3 pm', '2026-11-23T21:00:00.000Z'],
    ['Friday 10 am', '2026-11-27T16:00:00.000Z'],
    ['tomorrow morning', '2026-11-24T15:00:00.000Z'],
  ])('%s is one', (text, value) => expect(said(text)).toBe(value));
  it.each(['Sunday at 3 am', 'Saturday 11 am', 'today at 7 pm', 'tonight'])(
    '%s is none, and the hours are named',
    (text) =>
      expect(said(text)).toMatch(
        /^Nobody is here then\. We are open Monday to Friday, 08:00–18:00 CST; the next time /,
      ),
  );
  it('is shown to the customer in her own zone', () => {
    const inKolkata = { zone: 'Asia/Kolkata', country: 'IN' };
    expect(said('tomorrow at 3 pm', inKolkata)).toMatch(/after that is Tuesday,? 24 November 2026 at 7:30 pm IST/);
    expect(said('tomorrow at 8 pm', inKolkata)).toBe('2026-11-24T14:30:00.000Z');
  });
  it('is none on a holiday', () => {
    const businessHours = { ...context.businessHours, holidays: ['2026-11-24'] };
    expect(said('tomorrow at 10 am', { businessHours })).toContain('Wednesday, November 25, 2026');
  });
  it('is any moment where no hours are configured', () => {
    const businessHours = { ...context.businessHours, days: [] };
    expect(said('Sunday at 3 am', { businessHours })).toBe('2026-11-29T09:00:00.000Z');
  });
});

describe('a date in numbers', () => {
  it.each([
    ['US', '2027-05-12'],
    ['GB', '2026-12-05'],
    ['IN', '2026-12-05'],
    ['DE', '2026-12-05'],
    ['JP', '2027-05-12'],
  ])('in %s has its day and month in the order of that country', (country, value) => {
    const read = parseAnswer(slot({ type: 'date' }), '05/12', { ...context, country });
    expect(read).toMatchObject({ answer: { v: value } });
  });
});

describe('a date as it is shown', () => {
  const shown = (country: string) => {
    const read = parseAnswer(slot({ type: 'date' }), '4 December', { ...context, country });
    return read.ok ? read.answer.t : null;
  };
  it.each([
    ['US', 'Friday, December 4, 2026'],
    ['GB', 'Friday, 4 December 2026'],
    ['DE', 'Friday, 4 December 2026'],
    ['BR', 'Friday, 4 December 2026'],
  ])('in %s is %s', (country, text) => expect(shown(country)).toBe(text));
});

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

describe("a machine's name", () => {
  const server = { type: 'text', one_id: true, max_length: 120 };
  it.each([
    ["I swapped them, it's LEDG3 not LEDG2", 'LEDG3'],
    ['must be called TX-APP7', 'TX-APP7'],
    ['I think the one called QB-02 I guess', 'QB-02'],
    ['the only one we have', 'the only one we have'],
    ['our main server', 'our main server'],
    ['no clue how it is called, the only one. my name is Ada Vogt, ada@vogt.example', 'the only one'],
  ])('%s', (text, value) => expect(read(server, text)).toBe(value));
  it.each(["I don't know its name. and 91 percent are used, not 9", 'I only want this to stop'])(
    'is none in: %s',
    (text) => expect(read(server, text)).toBe('?'),
  );
});

describe('a choice beside what it costs', () => {
  const plan = slot({ type: 'choice', list: 'plans' });
  it.each(['what would 100 GB more cost and do we have to sign out', 'how much is 40 GB?', '100 GB per month?'])(
    'is not chosen by the question: %s',
    (text) => {
      expect(parseAnswer(plan, text, context).ok).toBe(false);
      expect(extract(plan, `drive C has 4 GB left, ${text}`, context)).toBeNull();
    },
  );
  it.each([
    ['how much is the 100 GB one? then I take the 40', '40 GB'],
    ['100 GB, what does that cost', '100 GB'],
    ['100 GB – $60/month', '100 GB'],
  ])('%s', (text, value) => expect(parseAnswer(plan, text, context)).toMatchObject({ answer: { v: value } }));
});

describe('a share of a hundred', () => {
  it.each([
    ['64', 64],
    ['it says 88 percent', 88],
    ['around eighty two', 82],
    ['12% free', 88],
    ['10 GB left of 200', 95],
    ['150 of 200 GB', 75],
    ['nearly full, 2 GB left', 95],
  ])('%s', (text, value) => expect(read({ type: 'percent' }, text)).toBe(value));
  it.each(['4 GB left', 'I refuse, nine people sit here idle', 'there are 6 of us', 'I see 14 programs there'])(
    'is none in: %s',
    (text) => expect(read({ type: 'percent' }, text)).toBe('?'),
  );
  it('is no count of people, nor are they another number', () =>
    expect(read({ type: 'number' }, 'the five of us have two screens')).toBe(2));
});

describe('a phone number that is dictated in words', () => {
  it.each([
    ['six one four, five five five, oh one seven seven', '+1 614 555 0177'],
    ['Area code three one two then five five five zero one double eight', '+1 312 555 0188'],
    ['eight hundred five five five oh one four two', '+1 800 555 0142'],
  ])('%s', (text, value) => expect(read({ type: 'phone' }, text)).toBe(value));
  it.each(['four of us', 'two or three times', 'one'])('is none in: %s', (text) =>
    expect(read({ type: 'phone' }, text)).toContain('?'),
  );
});

describe('phone', () => {
  it.each([
    ['IN', '98450 12345', '+91 98450 12345'],
    ['DE', '030 1234567', '+49 30 1234567'],
    ['DE', '030/1234567', '+49 30 1234567'],
    ['DE', '+49 (0)30 1234567', '+49 30 1234567'],
    ['GB', '020 7946 0958', '+44 20 7946 0958'],
    ['FR', '01 23 45 67 89', '+33 1 23 45 67 89'],
    ['AU', '0412 345 678', '+61 412 345 678'],
    ['BR', '11 2345-6789', '+55 11 2345 6789'],
    ['IN', '+1 312 555 0123', '+1 312 555 0123'],
    ['US', '0044 20 7946 0958', '+44 20 7946 0958'],
    ['US', '312 555 0123', '+1 312 555 0123'],
  ])('of a visitor in %s: %s', (country, text, value) => {
    expect(parseAnswer(slot({ type: 'phone' }), text, { ...context, country })).toMatchObject({ answer: { v: value } });
  });
  it('is kept as it was typed where it is none of that country, and gets no country that it may not have', () => {
    const typed = parseAnswer(slot({ type: 'phone' }), '(312) 555-0123', { ...context, country: 'GB' });
    expect(typed).toMatchObject({ answer: { v: '(312) 555-0123' } });
  });
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
    ['it says access denied', 'access denied'],
    ['You do not have permission to open this file', 'You do not have permission to open this file'],
    ['none, it only closes', 'none'],
  ])('%s', (text, value) => expect(read({ type: 'error_code' }, text)).toBe(value));
  it.each(['I only want it to print', 'how should I know', 'we all wait here and nobody calls', 'give me a human'])(
    'is not what she says herself: %s',
    (text) => expect(read({ type: 'error_code' }, text)).toBe('?'),
  );
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

describe('a choice that is not wanted, or misspelt', () => {
  const wants = {
    type: 'choice',
    choices: [
      { value: 'storage', label: 'Get more storage', synonyms: ['more storage', 'storage'] },
      { value: 'clean', label: 'Clean up first', synonyms: ['clean up', 'cleanup'] },
    ],
  };
  const problem = {
    type: 'choice',
    choices: [
      { value: 'offline', label: 'It is offline', synonyms: ['offline'] },
      { value: 'hardware', label: 'Error light / paper', synonyms: ['toner', 'no power'] },
      { value: 'slow', label: 'It is slow', synonyms: ['slow', 'slowly printing'] },
    ],
  };
  it.each(['skip the clean up', 'no clean up', "don't want to clean up", 'not the clean-up', 'no cleanup please'])(
    '%s',
    (text) => expect(read(wants, text)).toBe('?'),
  );
  it.each([
    [wants, 'skip the clean up, I want more storage', 'storage'],
    [wants, 'storage instead of clean up', 'storage'],
    [wants, 'storage rather than the clean up', 'storage'],
    [wants, 'no, clean up', 'clean'],
    [problem, 'no toner', 'hardware'],
    [problem, 'its ofline again', 'offline'],
    [problem, 'offlien', 'offline'],
    [problem, 'sooo slooow', 'slow'],
    [problem, 'the second one please', 'hardware'],
  ])('%#', (definition, text, value) => expect(read(definition, text)).toBe(value));
});

describe('an IP address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['it says 203.0.113.7.', '203.0.113.7'],
    ['why do you need that? it is 203.0.113.7', '203.0.113.7'],
    ['2001:db8::7', '2001:db8::7'],
    ['10.0.0.4 and outside 203.0.113.7', '203.0.113.7'],
  ])('%s', (text, value) => expect(read({ type: 'text', format: 'ip' }, text)).toBe(value));
  it.each(['why do you need that', '203.0.113', '999.1.1.1', "it's the certificate", '12:30'])(
    'is none in: %s',
    (text) => expect(read({ type: 'text', format: 'ip' }, text)).toBe('?'),
  );
  it('of the own network is refused with a word', () =>
    expect(read({ type: 'text', format: 'ip' }, '192.168.1.20')).toContain('inside of your own network'));
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
