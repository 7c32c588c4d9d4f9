import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAudit } from '@acebuddy/audit';
import { redactText } from '@acebuddy/redaction';
import { verifySignature } from '@acebuddy/salesiq';
import { createLogger } from '@acebuddy/service-kit';
import { createRecordCipher, openDatabase } from '@acebuddy/storage';

/** What safety costs per message, each part alone: `node tests/security/bench-costs.ts`. */
const rounds = 5_000;
const text =
  'I tried my password again this morning on server RDS12, it says error 0x80070005. Ticket 10294 is about the same.';
const record = JSON.stringify({ lines: Array.from({ length: 24 }, () => text) });

async function microseconds(run: () => unknown, count = rounds): Promise<number> {
  for (let warm = 0; warm < count / 10; warm += 1) await run();
  const startedAt = performance.now();
  for (let round = 0; round < count; round += 1) await run();
  return ((performance.now() - startedAt) / count) * 1_000;
}

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const raw = Buffer.from(JSON.stringify({ handler: 'message', message: { text } }));
const signature = sign('sha256', raw, privateKey).toString('base64');
const keys = [{ id: 'k1', key: new Uint8Array(randomBytes(32)) }] as const;
const cipher = createRecordCipher(keys);
const sealed = cipher.seal(record, 'bench');
const folder = mkdtempSync(join(tmpdir(), 'acebuddy-bench-'));
const database = await openDatabase({ sqliteFile: join(folder, 'bench.sqlite'), name: 'bench' });
const logger = createLogger({ name: 'bench', level: 'silent' });
const audit = await openAudit({ chain: 'bench', database, encryptionKeys: keys, now: () => new Date(), logger });

const costs = {
  'signature (RSA 2048, once)': await microseconds(() => verifySignature(raw, signature, [publicKey])),
  redaction: await microseconds(() => redactText(text)),
  'encryption (open and seal 3 kB)': await microseconds(() => cipher.seal(cipher.open(sealed, 'bench'), 'bench')),
  'audit entry (durable; 1 message in 5)':
    (await microseconds(() => audit.append({ kind: 'ticket_created', subject: 'bench' }), 1_000)) / 5,
};
await database.close();
rmSync(folder, { recursive: true });
const total = Object.values(costs).reduce((sum, cost) => sum + cost, 0);
for (const [name, cost] of Object.entries({ ...costs, together: total }))
  console.log(`${name.padEnd(40)} ${cost.toFixed(0).padStart(6)} µs`);
