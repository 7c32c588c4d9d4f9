/** What the console asks of a filled store (`fill-store.ts`), each asked several times: milliseconds, and those of this process. */
import { join } from 'node:path';
import type { ConversationRouter } from '@acebuddy/conversation/router';
import { createLocalClient, createLogger } from '@acebuddy/service-kit';
import { readCommandLine } from '@acebuddy/service-kit/command-line';
import { openDatabase } from '@acebuddy/storage';
import { bundledWorkflowsFolder, defaultSettings, loadWorkflows } from '@acebuddy/workflows';
import { createTestEngine } from '@acebuddy/workflows/testing';
import { z } from 'zod';
import { createHarness } from '../../services/conversation/test/harness.ts';
import { readEncryptionKeys } from '../../services/standalone/src/data-keys.ts';

const usage = `node tests/bench/console-store.ts --dir DIR [--store sqlite|mongodb] [--until ISO]: measures what the console reads of a store
that fill-store.ts filled, with the same options. With mongodb MONGODB_URI names the server.

  --rounds N     9 when left out
  --only TEXT    the questions whose name has it: a first one of them is then the first of a process`;
const { values } = readCommandLine({
  usage,
  options: {
    store: { type: 'string' },
    dir: { type: 'string' },
    until: { type: 'string' },
    rounds: { type: 'string' },
    only: { type: 'string' },
  },
});
const asked = z
  .object({
    store: z.enum(['sqlite', 'mongodb']).default('sqlite'),
    dir: z.string(),
    until: z.iso.datetime().default(new Date().toISOString()),
    rounds: z.coerce.number().int().positive().default(9),
    only: z.string().default(''),
  })
  .parse(values);

const keys = (await readEncryptionKeys(undefined, asked.dir))?.keys;
if (keys === undefined) throw new Error(`there are no keys in ${asked.dir}: fill it first`);
const database = await openDatabase({
  name: 'conversation',
  ...(asked.store === 'mongodb'
    ? { mongodbUri: z.string().parse(process.env.MONGODB_URI) }
    : { sqliteFile: join(asked.dir, 'conversation.sqlite'), exclusive: true }),
});
const now = () => new Date(asked.until);
const harness = await createHarness({ database });
const engine = createTestEngine(loadWorkflows([bundledWorkflowsFolder]));
const impact = { hourCost: 25, currency: '$', minutesSaved: { printer_issues: 12, email_issues: 15 } };
const { router } = await harness.replica({ engine, settings: defaultSettings, encryptionKeys: keys, now, impact });
const client = createLocalClient<ConversationRouter>({
  name: 'conversation',
  router,
  logger: createLogger({ name: 'bench', level: 'warn' }),
  timeoutMs: 60_000,
});

const daysAgo = (days: number) => new Date(now().getTime() - days * 86_400_000).toISOString().slice(0, 10);
const first = await client.listConversations.query({ limit: 50 });
let deep: string | undefined;
for (let page = 0; page < 50; page += 1)
  deep = (await client.listConversations.query({ limit: 50, ...(deep !== undefined && { after: deep }) })).next ?? deep;
const ticketed = (await client.listConversations.query({ state: 'ticket', limit: 1 })).items[0];
const list = (input: Parameters<typeof client.listConversations.query>[0]) => async () =>
  (await client.listConversations.query({ limit: 50, ...input })).items.length;
const find = (query: string) => async () => (await client.findConversations.query({ query })).items.length;
const report = (by: 'day' | 'workflow', from: number, to: number) => async () =>
  (await client.report.query({ by, from: daysAgo(from), to: daysAgo(to) })).groups.length;
const overview = async () => {
  const asks = [client.attention.query, report('day', 29, 0), report('workflow', 29, 0), report('day', 59, 30)];
  return (await Promise.all(asks.map((ask) => ask()))).length;
};

const questions: Readonly<Record<string, () => Promise<number>>> = {
  list: list({}),
  'list, 100 lines': list({ limit: 100 }),
  'list, page 50': list({ after: deep as string }),
  'list, state': list({ state: 'ticket' }),
  'list, workflow': list({ workflow: 'qb_issues' }),
  'list, outcome': list({ outcome: 'handover_failed' }),
  'list, outcome that there is not': list({ outcome: 'waiting_approval' }),
  'list, verified': list({ verified: 'verified' }),
  'list, language': list({ language: 'fr' }),
  'list, bad rating': list({ ratingMax: 2 }),
  'list, several filters': list({ state: 'ticket', language: 'es', verified: 'verified', ratingMin: 3, ratingMax: 3 }),
  'list, a month that is over': list({ from: `${daysAgo(80)}T00:00:00.000Z`, to: `${daysAgo(50)}T00:00:00.000Z` }),
  'list, a person waits': list({ attention: 'person_waiting' }),
  'list, longest waiting': list({ order: 'waiting' }),
  'list, ticket is late': list({ attention: 'ticket_late' }),
  'list, unhappy': list({ attention: 'unhappy_rating' }),
  'find, ticket': find(`#${ticketed?.ticketNumber}`),
  'find, reference': find(ticketed?.reference ?? ''),
  'find, chat': find(first.items[7]?.chatId ?? ''),
  'find, address': find('user77@firm77.example'),
  get: async () =>
    (await client.getConversation.query({ conversationId: first.items[0]?.conversationId as never })).turns.length,
  attention: async () => (await client.attention.query()).items.length,
  'live mark': async () => (await client.liveMark.query()).mark.length,
  'report over 90 days, by day': report('day', 89, 0),
  'report over 90 days, by workflow': report('workflow', 89, 0),
  'overview: attention and three reports of 30 days': overview,
};

const lines: string[] = [
  '| asked | first, ms | of the processor | median, ms | of the processor | found |',
  '|---|---|---|---|---|---|',
];
const middle = (values: readonly number[]) =>
  (values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0).toFixed(1);
for (const [name, ask] of Object.entries(questions)) {
  if (!name.includes(asked.only)) continue;
  const took: number[] = [];
  const busy: number[] = [];
  let found = 0;
  for (let round = 0; round < asked.rounds; round += 1) {
    const [startedAt, before] = [performance.now(), process.cpuUsage()];
    found = await ask();
    took.push(performance.now() - startedAt);
    const { user, system } = process.cpuUsage(before);
    busy.push((user + system) / 1_000);
  }
  process.stderr.write(`${name}: ${middle(took)} ms\n`);
  const figures = [took.slice(0, 1), busy.slice(0, 1), took, busy].map(middle);
  lines.push(`| ${name} | ${figures.join(' | ')} | ${found} |`);
}
process.stdout.write(`${lines.join('\n')}\n`);
await harness[Symbol.asyncDispose]();
await database.close();
