import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, parseConfig } from '@acebuddy/service-kit';
import { expect, onTestFinished, test, vi } from 'vitest';
import { standaloneConfigSchema } from '../config.ts';
import { startProduct } from '../product.ts';
import type { LiveState } from './live-state.ts';

type State = ReturnType<LiveState['read']>;

const logger = createLogger({ name: 'test', level: 'silent' });
const chat = 'chat-of-a-test';

async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'acebuddy-playground-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The product and what the page does with it. */
async function startPlayground(env: Record<string, string>) {
  const product = await startProduct(parseConfig(standaloneConfigSchema, { PORT: '0', ...env }), logger);
  onTestFinished(() => product.close());
  const at = (path: string) => `${product.url}/playground/api/${path}`;
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch(at(path), { method: 'POST', headers, body: JSON.stringify(body) })).status;
  };
  return {
    product,
    post,
    say: (kind: string, text: string, id: string) => post(`${chat}/say`, { kind, text, id }),
    async state(view = ''): Promise<State> {
      const controller = new AbortController();
      const { body } = await fetch(at(`${chat}/events${view}`), { signal: controller.signal });
      let read = '';
      for await (const chunk of body ?? []) {
        read += Buffer.from(chunk).toString();
        if (read.includes('\n\n')) break;
      }
      controller.abort();
      return JSON.parse(read.slice('data: '.length));
    },
  };
}

test('what was said twice under one id is heard once, and a choice that is gone is refused', {
  timeout: 60_000,
}, async () => {
  const { post, say, state } = await startPlayground({ DATA_DIR: await dataFolder() });
  await post(`${chat}/open`, { name: 'Test User', email: 'test@company.com' });
  for (let time = 0; time < 2; time += 1) expect(await say('text', 'I forgot my password', 'message-1')).toBe(200);
  const spoken = async () =>
    (await state()).chat.lines.filter(({ from }) => from === 'visitor').map(({ text }) => text);
  expect(await spoken()).toEqual(['I forgot my password']);
  const clicks = ['Server / desktop', 'Server / desktop'].map((choice, click) =>
    say('suggestion', choice, `click-no-${click}`),
  );
  expect((await Promise.all(clicks)).toSorted()).toEqual([200, 409]);
  expect(await spoken()).toEqual(['I forgot my password', 'Server / desktop']);
});

test('a message without an id, as a script sends it, is a message of its own', { timeout: 60_000 }, async () => {
  const { post, state } = await startPlayground({ DATA_DIR: await dataFolder() });
  await post(`${chat}/open`, {});
  for (let time = 0; time < 2; time += 1)
    expect(await post(`${chat}/say`, { kind: 'text', text: 'my printer is offline' })).toBe(200);
  const { lines } = (await state()).chat;
  expect(lines.filter(({ from }) => from === 'visitor')).toHaveLength(2);
});

test('why the bot said a line is told when it is asked for, and not among the events', {
  timeout: 60_000,
}, async () => {
  const { product, say, state } = await startPlayground({ DATA_DIR: await dataFolder() });
  const whys = async () => {
    const answer = await fetch(`${product.url}/playground/api/${chat}/why`);
    return (await answer.json()) as { lines: Record<number, { label: string; text: string }[]> };
  };
  expect(await whys()).toEqual({ lines: {} });
  await say('text', 'I forgot my password, it is Hunter2!x', 'message-1');
  await say('suggestion', 'Server / desktop', 'message-2');
  const { chat: shown } = await state();
  const { lines } = await whys();
  const answers = shown.lines.flatMap(({ from }, index) => (from === 'bot' ? [index] : []));
  expect(Object.keys(lines).map(Number)).toEqual(answers.filter((index) => index > 0));
  expect(lines[answers.at(-1) ?? 0]).toContainEqual({ label: 'Decided by', text: 'answer at choice → set' });
  expect(JSON.stringify(lines)).not.toContain('Hunter2');
  expect(Object.keys(shown)).toEqual(['id', 'lines', 'offer', 'waiting', 'status', 'attender', 'heard']);
});

test('chats, mails and whom they were with survive a restart', { timeout: 60_000 }, async () => {
  const DATA_DIR = await dataFolder();
  const first = await startPlayground({ DATA_DIR });
  await first.post(`${chat}/open`, { name: 'Dana Whitfield', email: 'dana@whitfield-cpa.example' });
  await first.say('text', 'I forgot my password', 'message-1');
  await first.say('suggestion', 'Server / desktop', 'message-2');
  await first.say('suggestion', 'No', 'message-3');
  await first.say('text', 'dwhitfield', 'message-4');
  await vi.waitFor(async () => expect((await first.state()).mails).toHaveLength(1), 10_000);
  await first.post('operators', { position: 'busy' });
  const before = await first.state();
  await first.product.close();

  const second = await startPlayground({ DATA_DIR });
  const after = await second.state();
  expect(after.chat.lines).toEqual(before.chat.lines);
  expect(after.mails).toEqual(before.mails);
  expect(after.agents.position).toBe('busy');
  const code = /\b\d{6}\b/.exec(after.mails?.[0]?.text ?? '')?.[0] ?? '';
  expect(await second.say('text', code, 'message-5')).toBe(200);
  const { chat: goesOn } = await second.state();
  expect(goesOn.lines.slice(before.chat.lines.length).some(({ from }) => from === 'bot')).toBe(true);
});

test('the switch for agents holds at any time of any day', { timeout: 60_000 }, async () => {
  const { post, say, state, product } = await startPlayground({ DATA_DIR: await dataFolder() });
  const attender = async () => (await state()).chat.attender;
  await post('operators', { position: 'offline' });
  await post(`${chat}/open`, {});
  await say('text', 'I want to talk to a person', 'message-1');
  expect((await state()).chat.offer.suggestions).not.toContain('Talk to an agent');
  expect(await post(`${chat}/operator`, { text: 'Hello' })).toBe(409);
  await post('operators', { position: 'available' });
  await post(`${chat}/leave`, {});

  const later = `${chat}-2`;
  await post(`${later}/open`, {});
  const speak = (text: string, id: string) => post(`${later}/say`, { kind: 'text', text, id });
  await speak('I want to talk to a person', 'message-2');
  const [conversation] = product.simulation?.salesiq.conversations().slice(-1) ?? [];
  if (conversation?.attender === null)
    await post(`${later}/say`, { kind: 'suggestion', text: 'Talk to an agent', id: 'message-3' });
  expect(conversation?.attender?.name).toBe('Jade Tywin');
  expect(await post(`${later}/operator`, { text: 'Hello, Jade here.' })).toBe(200);
  expect(conversation?.lines.at(-1)).toMatchObject({ from: 'operator', text: 'Hello, Jade here.' });
  expect(await attender()).toBeNull();

  // SalesIQ tells of it, and the ticket has both sides when the chat ends.
  await speak('Thank you, Jade.', 'message-4');
  await post(`${later}/leave`, {});
  const comments = () =>
    product.simulation?.desk.tickets().flatMap((ticket) => ticket.comments.map(({ content }) => content)) ?? [];
  await vi.waitFor(() => {
    const onTicket = comments().join('\n');
    expect(onTicket).toContain('Hello, Jade here.');
    expect(onTicket).toContain('Thank you, Jade.');
  }, 20_000);
});

test('a chat is in the time zone of its browser', { timeout: 60_000 }, async () => {
  const { post, product } = await startPlayground({ DATA_DIR: await dataFolder() });
  expect(await post(`${chat}/open`, { timeZone: 'Europe/Nowhere' })).toBe(400);
  expect(await post(`${chat}/open`, { timeZone: 'Europe/Madrid' })).toBe(200);
  await post(`${chat}/say`, { kind: 'text', text: 'my printer is offline' });
  expect(product.simulation?.salesiq.conversations().at(-1)?.visitor.timeZone).toBe('Europe/Madrid');
});

test('mails that are sent for real are not called caught', { timeout: 60_000 }, async () => {
  const { state } = await startPlayground({ DATA_DIR: await dataFolder(), SMTP_URL: 'smtp://127.0.0.1:9' });
  expect((await state()).mails).toBeNull();
});

test('tickets beyond the newest are found, and counted', { timeout: 60_000 }, async () => {
  const { state, product } = await startPlayground({ DATA_DIR: await dataFolder() });
  for (let index = 0; index < 3; index += 1)
    await fetch(`${product.url}/zoho/ticket/create`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'Test', user_id: 'test@company.com', metadata: { subject: `Request ${index}` } }),
    });
  await vi.waitFor(async () => expect((await state()).ticketsInAll).toBe(3), 10_000);
  const some = await state('?tickets=2');
  expect(some.tickets).toHaveLength(2);
  expect(some.ticketsInAll).toBe(3);
  const found = await state('?tickets=2&find=request%200');
  expect(found.tickets.map(({ subject }) => subject)).toEqual(['Request 0']);
  const number = found.tickets[0]?.ticketNumber ?? '';
  const byNumber = await state(`?find=%23${number}`);
  expect(byNumber.tickets.map(({ subject }) => subject)).toEqual(['Request 0']);
  expect((await state(`?find=%23${number.slice(0, -1)}`)).tickets).toEqual([]);
  expect(found.portal.ticketCount).toBe(3);
  expect(found.tickets[0]?.webUrl).toBe(`${product.url}/playground#ticket-${found.tickets[0]?.id}`);
});

test('mails are found by their words, and a ticket has a page of its own', { timeout: 60_000 }, async () => {
  const { product, post, say, state } = await startPlayground({ DATA_DIR: await dataFolder() });
  await post(`${chat}/open`, { name: 'Dana Whitfield', email: 'dana@whitfield-cpa.example' });
  await say('text', 'I want to talk to a person', 'message-1');
  await vi.waitFor(async () => expect((await state()).mailsInAll).toBeGreaterThan(1), 20_000);
  const { mails, mailsFound } = await state('?mails=1');
  expect(mails).toHaveLength(1);
  expect(mailsFound).toBeGreaterThan(1);
  expect(await state('?findMails=no-such-word')).toMatchObject({ mails: [], mailsFound: 0 });
  const hers = (await state('?findMails=DANA%40whitfield')).mails ?? [];
  expect(hers.length).toBeGreaterThan(0);
  const page = await fetch(`${product.url}/playground/tickets/${(await state()).tickets[0]?.id}`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('/playground/ticket.js');
});

test('the people to choose from are those of the sample directory, unless there is another', {
  timeout: 60_000,
}, async () => {
  const sample = await startPlayground({ DATA_DIR: await dataFolder() });
  const [stranger, ...known] = (await sample.state()).people;
  expect(stranger?.differs).toContain('mailbox only');
  expect(known.map(({ email }) => email)).toContain('dana@whitfield-cpa.example');
  const own = await startPlayground({ DATA_DIR: await dataFolder(), DIRECTORY_URL: 'http://127.0.0.1:9/people' });
  expect((await own.state()).people).toHaveLength(1);
});
