import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../default-settings.ts';
import { type SlotDefinition, slotSchema } from '../definition/slot-schema.ts';
import { bundledReplies } from '../replies/replies.ts';
import { clearedBy } from './cleared-by.ts';
import type { Line } from './line-mentions.ts';
import { parseAnswer } from './parse-answer.ts';
import { type CorrectionContext, readCorrections } from './read-corrections.ts';

/** A Monday, nine in the morning in Chicago. */
const context: CorrectionContext = {
  words: bundledReplies().in('en'),
  now: '2026-11-30T15:00:00.000Z',
  zone: 'America/Chicago',
  country: 'US',
  businessHours: defaultSettings.businessHours,
  lists: {},
};
const slot = (definition: object): SlotDefinition => slotSchema.parse({ ask: 'x?', label: 'x', ...definition });

function line(name: string, label: string, definition: object, said: string, names: string[] = []): Line {
  const made = slot({ ...definition, label, names });
  const read = parseAnswer(made, said, context);
  if (!read.ok) throw new Error(`${said} is no ${name}`);
  return { name, label, names, slot: made, answer: read.answer };
}

const lines: readonly Line[] = [
  line('email', 'E-mail', { type: 'email' }, 'jo@acme.com', ['my email', 'email', 'address']),
  line('phone', 'Phone', { type: 'phone' }, '312 555 0101', ['phone', 'phone number', 'number']),
  line('full_name', 'Full name', { type: 'name' }, 'Marie Lopez', ['name', 'full name']),
  line('department', 'Department', { type: 'text', max_length: 100 }, 'Audit', ['department', 'team']),
  line('role', 'Role', { type: 'text', max_length: 100 }, 'Clerk', ['role', 'job title']),
  line('manager', 'Manager', { type: 'name' }, 'Greg Hollis', ['manager', 'boss']),
  line('start_date', 'Start date', { type: 'date', listen: ['starts {value}'] }, 'December 18', [
    'start date',
    'first day',
  ]),
  line(
    'access',
    'Access level',
    {
      type: 'choice',
      choices: [
        { value: 'basic', label: 'Basic' },
        { value: 'standard', label: 'Standard' },
        { value: 'admin', label: 'Administrative', synonyms: ['admin'] },
      ],
    },
    'Basic',
    ['access'],
  ),
];
const server: readonly Line[] = [
  line('server_name', 'Server', { type: 'text', one_id: true, max_length: 120 }, 'APP02', ['server']),
  line('restart_at', 'Restart at', { type: 'datetime' }, 'tonight at 9 pm', ['time', 'restart time']),
  line('user_name', 'User name', { type: 'username' }, 'ed', ['user name', 'username']),
  line('reason', 'Reason', { type: 'text', max_length: 200 }, 'it is frozen', ['reason']),
];

const changes = (text: string, of: readonly Line[] = lines, more: Partial<CorrectionContext> = {}) =>
  Object.fromEntries(
    readCorrections(text, of, { ...context, ...more }).changed.map(({ name, answer }) => [name, answer.v]),
  );
const atSummary = (text: string, of: readonly Line[] = lines) => changes(text, of, { cued: true });
const reopens = (text: string, of: readonly Line[] = lines, cued = true) =>
  readCorrections(text, of, { ...context, cued }).reopened;

describe('corrections that take no more than was said', () => {
  const disk: readonly Line[] = [
    line('server_name', 'Server', { type: 'text', one_id: true, max_length: 120 }, 'KUNZ1', ['server']),
    line('used', 'Space used now', { type: 'percent' }, '4%', ['space', 'used space']),
  ];
  const printer: readonly Line[] = [line('printer', 'Printer', { type: 'text', max_length: 120 }, 'hp laserjet')];
  const said = (text: string, of: readonly Line[], more: Partial<CorrectionContext> = {}) => {
    const { changed, reopened } = readCorrections(text, of, { ...context, ...more });
    return [...changed.map(({ name, answer }) => `${name}=${answer.t}`), ...reopened.map((name) => `${name}?`)].join(
      '; ',
    );
  };
  it.each([
    [
      "Wait, I swapped them: it's LEDG7 not APP02, and Friday not today",
      /^server_name=LEDG7; restart_at=Friday, December 4/,
    ],
    ['I typed APP02 but it is APP03, sorry', /^server_name=APP03$/],
    ["sorry, it's supposed to be LEDG7", /^server_name=LEDG7$/],
    ['the server must be called LEDG7', /^server_name=LEDG7$/],
    ['no, the server has to read LEDG7. the rest you have right', /^server_name=LEDG7$/],
  ])('%s', (text, changes) => expect(said(text, server)).toMatch(changes));
  it.each([
    ['role is only Staff Accountant. rest ok', 'role=Staff Accountant'],
    ['Tax Clerk, and her first day shifted, it is January 8 not the 18th', 'start_date=Friday, January 8, 2027'],
    ['Department: Advisory. Role: Senior clerk. that’s it', 'department=Advisory; role=Senior clerk'],
    ["she'll be in Advisory, not Audit", 'department=Advisory'],
    ['her first day was moved to Jan 8', 'start_date=Friday, January 8, 2027'],
    ['the full name is spelled Mary Lopez, everything else is right', 'full_name=Mary Lopez'],
  ])('%s', (text, changes) => expect(said(text, lines, { cued: true })).toBe(changes));
  it('asks again for what is wrong and not known, and takes what is', () =>
    expect(said("server is wrong, I have no idea what it's called. and the space is 91 percent used", disk)).toBe(
      'used=91%; server_name?',
    ));
  it('leaves out what is said besides', () =>
    expect(said('sorry, it is the M402n not any laserjet, up on the first floor', printer)).toBe('printer=hp M402n'));
});

describe('a correction, wherever it is said', () => {
  it.each<[string, Record<string, unknown>]>([
    ['Department is Tax!!', { department: 'Tax' }],
    ['start date should be Dec 7 and role is Senior Clerk', { start_date: '2026-12-07', role: 'Senior Clerk' }],
    ['wait, first day is Dec 17 not 18', { start_date: '2026-12-17' }],
    ['sorry, the name is Maria Lopez', { full_name: 'Maria Lopez' }],
    ['sorry, Maria not Marie', { full_name: 'Maria Lopez' }],
    ['no, 312 555 0134', { phone: '+1 312 555 0134' }],
    ['the email is wrong, it is joe@acme.com', { email: 'joe@acme.com' }],
    ['not jo@acme.com but joe@acme.com', { email: 'joe@acme.com' }],
    ['change the manager to Anna Kim please', { manager: 'Anna Kim' }],
    ['change the manager to Anna Kim and the department to Tax', { manager: 'Anna Kim', department: 'Tax' }],
    ['Tax instead of Audit', { department: 'Tax' }],
    ['Audit should be Tax', { department: 'Tax' }],
    ['sorry, I meant standard', { access: 'standard' }],
    ['actually admin', { access: 'admin' }],
    ['rather than basic, standard please', { access: 'standard' }],
    ['oops, the 17th', { start_date: '2026-12-17' }],
    ['no wait, she starts Monday', { start_date: '2026-12-07' }],
    ['Tax not Audit, and Anna Kim instead of Greg Hollis', { department: 'Tax', manager: 'Anna Kim' }],
    ['my mistake: role: bookkeeper', { role: 'bookkeeper' }],
    ['i gave you the wrong phone number, it should be 312 555 0134', { phone: '+1 312 555 0134' }],
    ['sorry, her boss is Anna Kim', { manager: 'Anna Kim' }],
  ])('%s', (text, expected) => expect(changes(text)).toEqual(expected));

  it.each<[string, Record<string, unknown>]>([
    ['ok but actually it was APP03, sorry', { server_name: 'APP03' }],
    ['not APP02, APP03', { server_name: 'APP03' }],
    ['no. its APP03!!!', { server_name: 'APP03' }],
    ['keep going. server is APP03', { server_name: 'APP03' }],
    ["it's mquill not ed", { user_name: 'mquill' }],
    ['sorry, make it 11pm', { restart_at: '2026-12-01T05:00:00.000Z' }],
    ['actually tomorrow', { restart_at: '2026-12-02T03:00:00.000Z' }],
    ['APP03 not APP02, and 11 pm instead of 9 pm', { server_name: 'APP03', restart_at: '2026-12-01T05:00:00.000Z' }],
    ['sorry, the reason is an update', { reason: 'an update' }],
  ])('%s', (text, expected) => expect(changes(text, server)).toEqual(expected));
});

describe('a correction at the summary needs no word for it', () => {
  it.each<[string, Record<string, unknown>]>([
    ['start date December 7', { start_date: '2026-12-07' }],
    ['department is Tax', { department: 'Tax' }],
    ['department Tax, role Senior Clerk', { department: 'Tax', role: 'Senior Clerk' }],
    ['yes correct, only the phone is 312 555 0134', { phone: '+1 312 555 0134' }],
    ['December 7', { start_date: '2026-12-07' }],
    ['312 555 0134', { phone: '+1 312 555 0134' }],
    ['standard', { access: 'standard' }],
    ['Marie Lopes', { full_name: 'Marie Lopes' }],
    ['the access should be admin, the rest is fine', { access: 'admin' }],
  ])('%s', (text, expected) => expect(atSummary(text)).toEqual(expected));
  it('but changes neither of two lines that the value fits', () => expect(atSummary('Anna Kim')).toEqual({}));
});

describe('a line that is wrong, without another answer,', () => {
  it.each<[string, string[]]>([
    ['the start date is wrong', ['start_date']],
    ['change the email', ['email']],
    ['wrong phone number', ['phone']],
    ['the role and the department are wrong', ['department']],
    ['not basic', ['access']],
    ["no, it's not Audit", ['department']],
  ])('is asked again: %s', (text, names) => expect(reopens(text)).toEqual(expect.arrayContaining(names)));
});

describe('nothing is corrected', () => {
  it.each([
    "no, that's all",
    'no thanks',
    'yes',
    'yes, all correct',
    'looks good',
    'what is my role?',
    'is the start date ok?',
    'how long will it take',
    'the printer is broken too',
    'no',
    'why do you need the phone number?',
    'sorry, I was away',
    'actually, can I talk to a person',
    'wait',
    'I need to check with my manager',
    'ok but when does she get it',
    'the department is Audit',
  ])('by: %s', (text) => {
    expect(changes(text)).toEqual({});
    expect(reopens(text, lines, false)).toEqual([]);
  });
  it('of the line that is being asked', () =>
    expect(changes('the role is bookkeeper', lines, { open: 'role' })).toEqual({}));
});

describe('what depended on a changed answer', () => {
  const slots = {
    when: slot({ type: 'text', clears: ['at'] }),
    at: slot({ type: 'text', clears: ['zone'] }),
    zone: slot({ type: 'text' }),
    other: slot({ type: 'text' }),
  };
  it('is void, and what depended on that', () => expect(clearedBy(['when'], slots)).toEqual(['at', 'zone']));
  it('stays where it was told in the same message', () => expect(clearedBy(['when', 'at'], slots)).toEqual(['zone']));
  it('is nothing for most lines', () => expect(clearedBy(['other'], slots)).toEqual([]));
});

describe('a moment that is corrected', () => {
  const evening: readonly Line[] = [line('at', 'Update at', { type: 'datetime' }, 'tonight at 8 pm pacific', ['time'])];
  const morning: readonly Line[] = [line('at', 'Call', { type: 'datetime' }, 'tomorrow at 8:30 am', ['time'])];
  const shown = (text: string, of: readonly Line[]) =>
    readCorrections(text, of, { ...context, cued: true })
      .changed.map(({ answer }) => answer.t)
      .join();

  it.each([
    ['make it 9:15 instead', 'Monday, November 30, 2026 at 9:15 PM PST'],
    ['no, the time is 7', 'Monday, November 30, 2026 at 7:00 PM PST'],
    ['tomorrow, same time', 'Tuesday, December 1, 2026 at 8:00 PM PST'],
    ['the time is wrong, I said 11:45 pm', 'Monday, November 30, 2026 at 11:45 PM PST'],
    ['sorry, 9 pm mountain time', 'Monday, November 30, 2026 at 9:00 PM MST'],
    ['sorry, 9 pm our time', 'Monday, November 30, 2026 at 9:00 PM CST'],
    ['no, eastern time', 'Monday, November 30, 2026 at 8:00 PM EST'],
    ['the time is eastern', 'Monday, November 30, 2026 at 8:00 PM EST'],
    ['better after 9', 'Monday, November 30, 2026, after 9:00 PM PST'],
  ])('keeps its day, its evening and its zone: %s', (text, expected) => {
    expect(shown(text, evening)).toBe(expected);
  });
  it.each([
    ['make it 10 instead', 'Tuesday, December 1, 2026 at 10:00 AM CST'],
    ['sorry, 3:15', 'Tuesday, December 1, 2026 at 3:15 PM CST'],
    ['sorry, 9:30 eastern', 'Tuesday, December 1, 2026 at 9:30 AM EST'],
  ])('of a working day means its working hours: %s', (text, expected) => {
    expect(shown(text, morning)).toBe(expected);
  });
});

describe('several corrections in one message', () => {
  it.each([
    [
      'wait no, not APP02, its APP07 and make it 10:45 pm',
      { server_name: 'APP07', restart_at: '2026-12-01T04:45:00.000Z' },
    ],
    ['hold on, Berta works longer today. make it 11:30', { restart_at: '2026-12-01T05:30:00.000Z' }],
    ['the server is APP09. also better at 10', { server_name: 'APP09', restart_at: '2026-12-01T04:00:00.000Z' }],
  ])('%s', (text, expected) => {
    expect(atSummary(text, server)).toEqual(expected);
  });
  it('changes the name beside the rest', () => {
    expect(
      atSummary('no. role is Junior Clerk, start date is December 9. also her surname is spelled Lopes with an s'),
    ).toEqual({
      role: 'Junior Clerk',
      start_date: '2026-12-09',
      full_name: 'Marie Lopes',
    });
  });
});

describe('a part of a name', () => {
  it.each([
    ['the last name is Lopes, l-o-p-e-s', { full_name: 'Marie Lopes' }],
    ['surname is spelled L-O-P-E-S', { full_name: 'Marie Lopes' }],
    ['her first name is Maria', { full_name: 'Maria Lopez' }],
    ['last name is Lopes not Lopez', { full_name: 'Marie Lopes' }],
    ['the surname of the manager is wrong, last name is Hollins', { manager: 'Greg Hollins' }],
    ["it's Lopes, with an s", { full_name: 'Marie Lopes' }],
    ['the last name is Marie Lopes', { full_name: 'Marie Lopes' }],
  ])('%s', (text, expected) => {
    expect(atSummary(text)).toEqual(expected);
  });
});

describe('what is said of a thing and is no new name of it', () => {
  const printer: readonly Line[] = [
    line('printer', 'Printer', { type: 'text', makes: ['canon'], max_length: 120 }, 'Canon MF445', ['printer']),
  ];
  it.each(['in the session the printer is not in the list', 'the printer is still grey', 'the printer is offline'])(
    '%s',
    (text) => {
      expect(changes(text, printer)).toEqual({});
    },
  );
  it('a new one is taken', () => {
    expect(changes('the printer is a Canon MF650', printer)).toEqual({ printer: 'Canon MF650' });
  });
});
