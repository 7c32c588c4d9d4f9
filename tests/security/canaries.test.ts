import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '@acebuddy/service-kit';
import { type Product, standaloneConfigSchema, startProduct } from '@acebuddy/standalone';
import { captureLogs } from '@acebuddy/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { type CanaryChat, canaryChat } from './canaries.ts';

const total = Number(process.env.CANARY_CHATS ?? 80);
const together = 8;

const json = { 'content-type': 'application/json' };

async function play({ url }: Product, chat: CanaryChat): Promise<string[]> {
  const answers: string[] = [];
  for (const message of chat.messages) {
    const body = {
      chat_id: chat.chatId,
      visitor_id: chat.chatId,
      visitor_email: chat.email,
      visitor_name: 'Coraline Whitcombe',
      message,
    };
    const options = { method: 'POST', headers: json, body: JSON.stringify(body) };
    answers.push(await (await fetch(`${url}/webhook/salesiq`, options)).text());
  }
  return answers;
}

/** What callers see when a call cannot be understood: it must not repeat to them what they sent. */
async function errorBodies({ url }: Product, { secrets }: CanaryChat): Promise<string[]> {
  const secret = `my password is ${secrets[0] ?? ''}`;
  const calls = [
    ['/webhook/salesiq', { chat_id: 'x', message: { secret } }],
    ['/webhook/salesiq', { chat_id: 'x', visitor_email: secret, message: 'x' }],
    ['/zoho/ticket/create', { query: [secret], user_id: secret, metadata: { priority: secret } }],
    ['/zoho/ticket/1/comment', { comment: { secret } }],
  ] as const;
  const bodies = calls.map(async ([path, body]) =>
    (await fetch(`${url}${path}`, { method: 'POST', headers: json, body: JSON.stringify(body) })).text(),
  );
  return Promise.all(bodies);
}

async function allFiles(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const read = names.map(async ({ parentPath, name }) => {
    const bytes = await readFile(join(parentPath, name));
    return [name, bytes.toString('latin1')] as const;
  });
  return new Map(await Promise.all(read));
}

function leaksIn(text: string, chats: readonly CanaryChat[]): string[] {
  return chats.flatMap(({ chatId, secrets, messages }) =>
    secrets
      .filter((secret) => text.includes(secret))
      .map((secret) => `${chatId}: ${secret} of ${messages.join(' / ')}`),
  );
}

test(`secrets typed in ${total} chats are found in no store, log, metric, ticket, mail, answer or error`, {
  timeout: 600_000,
}, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'acebuddy-canary-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const logs = captureLogs();
  const limits = { RATE_LIMIT_VISITOR: '100000', RATE_LIMIT_ADDRESS: '1000000' };
  const environment = { PORT: '0', DATA_DIR: dataDir, ACEBUDDY_LOCAL_KEY: 'key-of-this-machine', ...limits };
  const asAdmin = { authorization: 'Bearer key-of-this-machine' };
  const product = await startProduct(parseConfig(standaloneConfigSchema, environment), logs.logger);
  const chats = Array.from({ length: total }, (_, index) => canaryChat(index));
  const answers: string[] = [];
  for (let start = 0; start < total; start += together) {
    const batch = await Promise.all(chats.slice(start, start + together).map((chat) => play(product, chat)));
    answers.push(...batch.flat());
  }
  const errors = await errorBodies(product, chats[0] ?? canaryChat(0));
  const sessions = await Promise.all(
    chats.map(async ({ chatId }) => (await fetch(`${product.url}/salesiq/session/${chatId}`)).text()),
  );
  const metrics = await (await fetch(`${product.url}/metrics`, { headers: asAdmin })).text();
  const audit = await (await fetch(`${product.url}/admin/audit?limit=500`, { headers: asAdmin })).text();
  const tickets = JSON.stringify(product.simulation?.desk.tickets() ?? []);
  const mails = JSON.stringify(product.mailCatcher?.mails() ?? []);
  await product.close();
  const files = await allFiles(dataDir);

  const sinks = new Map([
    ['answers', answers.join('\n')],
    ['error bodies', errors.join('\n')],
    ['sessions', sessions.join('\n')],
    ['metrics', metrics],
    ['audit trail', audit],
    ['tickets', tickets],
    ['mails', mails],
    ['logs', JSON.stringify(logs.lines)],
    ...files,
  ]);
  for (const [name, text] of sinks) expect(leaksIn(text, chats), name).toEqual([]);
  // The search would find something if there were something: names are in the tickets, placeholders in the sessions.
  expect(tickets).toContain('Coraline Whitcombe');
  expect(sinks.get('sessions')).toContain('[password removed]');
  expect(files.get('conversation.sqlite')?.length).toBeGreaterThan(10_000);
  // Facts name workflows in the clear; what she and we said is sealed.
  expect(files.get('conversation.sqlite')).not.toContain('Coraline Whitcombe');
});
