import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, parseConfig } from '@acebuddy/service-kit';
import { standaloneConfigSchema, startProduct } from '@acebuddy/standalone';
import { eventually } from '@acebuddy/testkit';
import { expect, onTestFinished, test } from 'vitest';

const logger = createLogger({ name: 'person', level: 'silent' });
const ACEBUDDY_LOCAL_KEY = 'key-of-this-machine';
const authorization = `Bearer ${ACEBUDDY_LOCAL_KEY}`;

type Records = Readonly<Record<string, readonly unknown[]>>;
interface Exported {
  readonly services: Readonly<Record<'conversation' | 'ticketing' | 'notifications', Records>>;
}
interface Deleted {
  readonly services: Readonly<Record<string, { removed: Record<string, number>; kept: { what: string }[] }>>;
}

test('a person of a running product is exported and deleted by an address she gave in a chat', {
  timeout: 60_000,
}, async () => {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'acebuddy-person-'));
  onTestFinished(() => rm(DATA_DIR, { recursive: true, force: true }));
  const product = await startProduct(
    parseConfig(standaloneConfigSchema, { PORT: '0', DATA_DIR, ACEBUDDY_LOCAL_KEY }),
    logger,
  );
  onTestFinished(() => product.close());
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const headers = { authorization, ...(body !== undefined && { 'content-type': 'application/json' }) };
    const options = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    return (await fetch(`${product.url}${path}`, options)).json();
  };
  const say = (chat: string, visitor_email: string | undefined, message: string) =>
    call('POST', '/webhook/salesiq', { chat_id: chat, visitor_id: chat, visitor_email, visitor_name: 'Pia', message });
  const exported = async () => ((await call('GET', '/admin/person?email=pia@firm.example')) as Exported).services;
  const idsOf = (records: Records) =>
    (records.conversations ?? []).map((chat) => (chat as { conversationId: string }).conversationId).toSorted();

  await say('given', undefined, 'please create a ticket: my printer is offline');
  for (const text of ['my e-mail address is pia@firm.example', 'Pia Berg', 'pia@firm.example', 'yes'])
    await say('given', undefined, text);
  for (const text of ['My printer is offline', 'please create a ticket', 'yes', 'Pia Berg', 'no', 'thanks'])
    await say('own', 'pia@firm.example', text);
  await say('other', 'bob@firm.example', 'My printer is offline, says pia');
  for (const chat of ['given', 'own', 'other']) await call('POST', `/salesiq/session/${chat}/close`, {});
  await eventually(async () => ((await exported()).notifications.deliveries ?? []).length > 0, 15_000);
  await eventually(async () => ((await exported()).ticketing.unfinished_work ?? []).length === 0, 15_000);
  expect(idsOf((await exported()).conversation)).toEqual(['flat:given', 'flat:own']);

  await eventually(async () => {
    const { services } = (await call('DELETE', '/admin/person?email=pia@firm.example')) as Deleted;
    return services.conversation?.kept.length === 0 && services.notifications?.kept.length === 0;
  }, 15_000);
  expect(await exported()).toEqual({
    conversation: { conversations: [], labels: [] },
    ticketing: { unfinished_work: [], ticket_news: [] },
    notifications: { deliveries: [], codes: [], approvals: [] },
  });
  const left = (await call('GET', '/salesiq/session/other')) as { session?: { message_count: number } };
  expect(left.session?.message_count).toBeGreaterThan(1);
  const trail = (await call('GET', '/admin/audit?service=conversation&limit=500')) as { items: { kind: string }[] };
  expect(trail.items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['person_exported', 'person_deleted']));
});
