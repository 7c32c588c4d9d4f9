/**
 * `pnpm bench:security`: the share that signature, redaction, encryption and audit have in the throughput of the whole
 * product. Signed chats of another thread run through standalone, with its files, while V8's profiler says what the
 * product's only JavaScript thread is busy with: what these four take, other messages cannot have.
 */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createLogger, parseConfig } from '@acebuddy/service-kit';
import { readCommandLine } from '@acebuddy/service-kit/command-line';
import { standaloneConfigSchema, startProduct } from '@acebuddy/standalone';
import { type Part, sharesOf } from './profile-parts.ts';

const usage = `pnpm bench:security [CHATS]: the share that signature, redaction, encryption and audit have in the product's work, over
so many chats (150).`;
const goal = 0.25;
const chats = Number(readCommandLine({ usage }).positionals[0] ?? 150);
const parts: readonly Part[] = [
  { name: 'signature', files: /\/packages\/salesiq\/src\/signature\.ts$/ },
  { name: 'redaction', files: /\/packages\/redaction\/src\// },
  { name: 'encryption', files: /\/packages\/storage\/src\/record-cipher\.ts$|\/adapters\/(?:person-)?keys\.ts$/ },
  { name: 'audit', files: /\/packages\/audit\/src\// },
];
const standIns =
  /\/src\/simulator\/|\/mail-catcher\.ts$|\/smtp-server\/|zoho-simulation\.ts$|\/mailparser\/|\/postal-mime\//;

const folder = mkdtempSync(join(tmpdir(), 'acebuddy-bench-'));
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const many = '100000000';
const environment = {
  PORT: '0',
  DATA_DIR: folder,
  SALESIQ_PUBLIC_KEYS: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  RATE_LIMIT_VISITOR: many,
  RATE_LIMIT_ADDRESS: many,
  RATE_LIMIT_TOTAL: many,
  RATE_LIMIT_VISITOR_CHARS: many,
  RATE_LIMIT_ADDRESS_CHARS: many,
  RATE_LIMIT_TOTAL_CHARS: many,
};
const logger = createLogger({ name: 'bench', level: 'silent' });
const product = await startProduct(parseConfig(standaloneConfigSchema, environment), logger);
const customers = new Worker(new URL('bench-chats.ts', import.meta.url), {
  workerData: {
    url: product.url,
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    chats,
    warmUpChats: Math.ceil(chats / 3),
    together: 8,
  },
});
const next = () =>
  new Promise<unknown>((resolve, reject) => {
    customers.once('message', resolve);
    customers.once('error', reject);
  });

await next();
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval: 250 });
await session.post('Profiler.start');
customers.postMessage('go');
const { messages, seconds } = (await next()) as { messages: number; seconds: number };
const { profile } = await session.post('Profiler.stop');
session.disconnect();
await product.close();
rmSync(folder, { recursive: true, force: true });

const { micros, totalMicros } = sharesOf(profile, parts, standIns);
const row = (name: string, spent: number) =>
  `| ${name} | ${(spent / messages).toFixed(0)} µs | ${((spent / totalMicros) * 100).toFixed(1)} % |`;
const together = parts.reduce((sum, { name }) => sum + (micros.get(name) ?? 0), 0);
const share = together / totalMicros;
console.log(
  [
    `${messages} signed messages of ${chats} chats in ${seconds.toFixed(1)} s under the profiler (${availableParallelism()} cores)`,
    '',
    '| part | per message | share of the product |',
    '| --- | --: | --: |',
    ...parts.map(({ name }) => row(name, micros.get(name) ?? 0)),
    row('together', together),
    row('the whole product', totalMicros),
    '',
    `together ${(share * 100).toFixed(1)} % of throughput, goal ≤ ${goal * 100} %: ${share <= goal ? 'reached' : 'MISSED'}`,
  ].join('\n'),
);
process.exitCode = share <= goal ? 0 : 1;
