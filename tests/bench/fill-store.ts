/**
 * Fills an empty conversation store for measuring: so many chats over 90 days, copies of a dozen that were really played, sealed
 * and listed as the service does it. The same chats for the same options.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCommandLine } from '@acebuddy/service-kit/command-line';
import { createRandom } from '@acebuddy/service-kit/random';
import { openDatabase } from '@acebuddy/storage';
import { z } from 'zod';
import { keyFileOf, readEncryptionKeys, writeKeyFile } from '../../services/standalone/src/data-keys.ts';
import { playTemplates, type Template } from './fill/templates.ts';
import { type Variant, type Varied, varied } from './fill/variant.ts';
import { createWriter } from './fill/write-chats.ts';

const usage = `node tests/bench/fill-store.ts --dir DIR [--store sqlite|mongodb]: fills the conversation store of a product that keeps its
keys (and, SQLite, its stores) in DIR. With mongodb MONGODB_URI names the server.

  --store NAME   sqlite when left out
  --chats N      100000 when left out; five messages each
  --until ISO    when the newest was, now when left out`;
const { values } = readCommandLine({
  usage,
  options: { store: { type: 'string' }, dir: { type: 'string' }, chats: { type: 'string' }, until: { type: 'string' } },
});
const asked = z
  .object({
    store: z.enum(['sqlite', 'mongodb']).default('sqlite'),
    dir: z.string(),
    chats: z.coerce.number().int().positive().default(100_000),
    until: z.iso.datetime().default(new Date().toISOString()),
  })
  .parse(values);

const batch = 200;
const days = 90;
const dayMs = 86_400_000;
/** Keeps nothing secret. */
const benchKey = { id: 'bench', key: new Uint8Array(32).fill(5) };

mkdirSync(asked.dir, { recursive: true });
const known = await readEncryptionKeys(undefined, asked.dir);
if (known === null) await writeKeyFile(keyFileOf(asked.dir), [benchKey]);
const keys = known?.keys ?? ([benchKey] as const);
const database = await openDatabase({
  name: 'conversation',
  ...(asked.store === 'mongodb'
    ? { mongodbUri: z.string().parse(process.env.MONGODB_URI) }
    : { sqliteFile: join(asked.dir, 'conversation.sqlite'), exclusive: true }),
});
if (database.kind === 'sqlite') database.db.exec('PRAGMA synchronous = OFF');
const startedAt = performance.now();
const templates = await playTemplates();
const write = await createWriter(database, keys);
const random = createRandom(1).next;
let messages = 0;
for (let from = 0; from < asked.chats; from += batch) {
  const chats: Varied[] = [];
  for (let n = from; n < Math.min(asked.chats, from + batch); n += 1) {
    const at = Date.parse(asked.until) - random() ** 1.1 * days * dayMs;
    const drawn = templates[Math.floor(random() * templates.length)] as Template;
    // Work that is still to be done is of today.
    const isOld = drawn.record.outbox.length > 0 && at < Date.parse(asked.until) - dayMs;
    const template = isOld ? (templates[0] as Template) : drawn;
    messages += template.messages;
    chats.push(varied(template, variantOf(n, at, template)));
  }
  await write(chats);
  if ((from / batch) % 50 === 0) process.stderr.write(`${from + chats.length} chats\n`);
}
await database.close();
const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
process.stdout.write(`${asked.chats} chats with ${messages} messages in ${seconds} s\n`);

function variantOf(n: number, at: number, { record }: Template): Variant {
  const laterMinutes = Math.floor((at - Date.parse(record.updatedAt)) / 60_000);
  const languages = ['en', 'en', 'en', 'en', 'en', 'en', 'en', 'de', 'es', 'fr'];
  const proofs = ['not verified', 'not verified', 'mailbox only', 'verified'];
  const customer = Math.floor(random() * 20_000);
  return {
    id: `bench-${n}`,
    email: `user${customer}@firm${customer % 900}.example`,
    name: `User ${customer}`,
    ticketNumber: String(100_000 + n),
    reference: `AB-${String(n).padStart(10, '0')}`,
    language: languages[Math.floor(random() * languages.length)] as string,
    sheetId: `bench-sheet-${n}`,
    laterMinutes,
    proof: proofs[Math.floor(random() * proofs.length)] as string,
  };
}
