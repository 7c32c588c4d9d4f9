import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, parseConfig } from '@acebuddy/service-kit';
import { standaloneConfigSchema, startProduct } from '@acebuddy/standalone';
import { eventually, startMailCatcher } from '@acebuddy/testkit';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';

const logger = createLogger({ name: 'mails', level: 'silent' });
const support = 'support@example.com';
const many = '1000000';
const poc = 'paul@firm.example';

/** A running product whose mails are caught, and a stranger who uses a customer's address in the flat form. */
async function startAttack(changes: Record<string, string | undefined> = {}) {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'acebuddy-mails-'));
  onTestFinished(() => rm(DATA_DIR, { recursive: true, force: true }));
  const catcher = await startMailCatcher();
  onTestFinished(() => catcher.close());
  const DIRECTORY_FILE = join(DATA_DIR, 'directory.csv');
  const people = Array.from({ length: 36 }, (_, n) => `Cat,customer-${n}@firm.example,cat${n},Firm,Paul,${poc}`);
  const rows = [
    'name,email,user_name,company,poc_name,poc_email',
    `Bob,bob@firm.example,bob,Firm,Paul,${poc}`,
    ...people,
  ];
  await writeFile(DIRECTORY_FILE, `${rows.join('\n')}\n`);
  const environment = {
    PORT: '0',
    DATA_DIR,
    DIRECTORY_FILE,
    SMTP_URL: catcher.url,
    SUPPORT_EMAIL: support,
    CODES_PER_NETWORK_PER_DAY: many,
    MAILS_PER_ADDRESS_PER_HOUR: many,
    CODES_PER_ADDRESS_PER_HOUR: many,
    VISITOR_SESSIONS_PER_HOUR: many,
    ...changes,
  };
  const product = await startProduct(parseConfig(standaloneConfigSchema, environment), logger);
  onTestFinished(() => product.close());
  const say = async (chat_id: string, visitor: { name: string; email: string }, message: string, id = chat_id) => {
    const body = { chat_id, visitor_id: id, visitor_email: visitor.email, visitor_name: visitor.name, message };
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${product.url}/webhook/salesiq`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return ((await answer.json()) as { message: string }).message;
  };
  /** Mails to others than the team: as a reader sees them, the receiver's name included. */
  const outgoing = (to?: string) =>
    catcher
      .messages()
      .filter(({ envelope }) => (to === undefined ? !envelope.to.includes(support) : envelope.to.includes(to)))
      .map(({ headers, subject, text, html }) => [headers.to, subject, text, html].join('\n'));
  return { say, outgoing, all: () => catcher.messages() };
}

test('a mail to an address that a stranger names has no link and no words of hers (attack 11)', {
  timeout: 60_000,
}, async () => {
  const { say, outgoing, all } = await startAttack();
  const name = '[click me](javascript:alert(1)) see <http://evil.example> https://evil.example/phish now';
  for (const email of ['victim@elsewhere.example', 'bob@firm.example']) {
    const visitor = { name, email };
    for (const text of ['I forgot my password', 'server login', 'no', 'skip', 'bob', 'yes', 'skip', 'yes', 'no'])
      await say(`reset-${email}`, visitor, text);
    for (const text of ['please create a ticket: my printer is offline', 'https://evil.example/phish', 'yes', 'no'])
      await say(`printer-${email}`, visitor, text);
    await eventually(() => outgoing(email).length >= 2, 20_000);
  }
  expect(outgoing().join('\n')).toMatch(/^Hello,$/m);
  expect(outgoing().join('\n')).not.toMatch(/evil|click me|javascript/);
  // The team is told what was said, in mails of its own.
  expect(all().filter(({ envelope }) => envelope.to.includes(support)).length).toBeGreaterThan(0);
});

test('codes asked for from one machine end at thirty in a day, at six for one visitor, and requests go on without', {
  timeout: 120_000,
}, async () => {
  const { say, all } = await startAttack({ CODES_PER_NETWORK_PER_DAY: undefined });
  const codes = () => all().filter(({ subject }) => subject.startsWith('Your code for'));
  const ask = async (n: number, visitorId = `visitor-${n}`) => {
    const visitor = {
      name: 'Eve',
      email: n % 2 === 0 ? `customer-${n}@firm.example` : `victim-${n}@elsewhere.example`,
    };
    const heard: string[] = [];
    for (const text of ['I forgot my password', 'server login', 'no', 'skip', 'eve'])
      heard.push(await say(`bomb-${n}`, visitor, text, visitorId));
    return heard
      .join('\n')
      .replace(/\d{3,}/g, '…')
      .replace(/\S+@\S+/g, '…');
  };
  for (let n = 0; n < 6; n += 1) expect(await ask(n, 'eve')).toContain('6-digit code');
  expect(codes()).toHaveLength(6);
  // Beyond her cap: the same words for customers and strangers.
  const [known, stranger] = [await ask(6, 'eve'), await ask(7, 'eve')];
  expect(codes()).toHaveLength(6);
  expect(known).toContain('I could not send you a code just now');
  expect(stranger).toBe(known);
  for (let n = 8; n < 36; n += 1) await ask(n);
  expect(codes()).toHaveLength(30);
});

const run = 12;
const windows = (text: string) => {
  const plain = text.replace(/\s+/g, ' ');
  return Array.from({ length: Math.max(0, plain.length - run + 1) }, (_, at) => plain.slice(at, at + run));
};

/** Words of a kind that mails would be abused for; never words that are ours as well. */
const hostile = fc
  .tuple(
    fc.constantFrom(
      'https://evil.example/',
      'Call 0900 666 ',
      'Your account is closed: ',
      '\u202egnp.exe ',
      '<b>&amp;',
      '',
    ),
    fc.string({ unit: fc.constantFrom(...'qxzjvkwQXZ0123789./@:-_ é\u202e\ud83d'), minLength: 14, maxLength: 60 }),
  )
  .map((parts) => parts.join(''));

test('no mail to an address that proved nothing has a run of twelve characters of what a stranger wrote', {
  timeout: 180_000,
}, async () => {
  const { say, outgoing } = await startAttack();
  const chats = fc.sample(fc.array(hostile, { minLength: 4, maxLength: 4 }), 12);
  for (const [index, [name = '', first = '', second = '', third = '']] of chats.entries()) {
    // The dialogue hears them as the server's name, as further details, and as whatever it makes of them.
    for (const text of ['need more storage on our dedicated server', '40 GB', first, 'skip', 'yes', second])
      await say(`chat-${index}`, { name, email: 'bob@firm.example' }, text);
    for (const text of [`please create a ticket: ${third}`, second, 'yes', first, 'no'])
      await say(`other-${index}`, { name, email: `victim-${index}@elsewhere.example` }, text);
  }
  const asked = () => outgoing(poc).length;
  const confirmed = () => outgoing().filter((mail) => mail.includes('Thank you for chatting')).length;
  await eventually(() => asked() >= 3 && confirmed() >= 6, 60_000);
  const mails = outgoing().join('\n').replace(/\s+/g, ' ');
  expect(
    chats
      .flat()
      .flatMap(windows)
      .filter((part) => mails.includes(part)),
  ).toEqual([]);
  expect(mails).toContain('Please decide: Disk Space Upgrade');
  expect(mails).toContain('Identity of the requester: not verified.');
});
