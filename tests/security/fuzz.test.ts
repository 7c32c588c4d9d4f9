import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createLogger, parseConfig } from '@acebuddy/service-kit';
import { type Product, standaloneConfigSchema, startProduct } from '@acebuddy/standalone';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { type FuzzCall, fuzzCall } from './arbitraries.ts';

const total = Number(process.env.FUZZ_BODIES ?? 1_000);
const together = 16;
/** What Desk itself answers with is no failure of ours: a simulated ticket may not be there. */
const fromDesk = new Set([502]);
const growthBytesMax = 96 * 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

async function send({ url }: Product, call: FuzzCall): Promise<{ status: number; text: string }> {
  const response = await fetch(`${url}${call.path}`, {
    method: call.method,
    headers: {
      ...(call.contentType === '' ? {} : { 'content-type': call.contentType }),
      ...(call.path.startsWith('/admin') ? { authorization: 'Bearer key-of-this-machine' } : {}),
    },
    ...(call.body === undefined ? {} : { body: call.body }),
    signal: AbortSignal.timeout(15_000),
  });
  return { status: response.status, text: await response.text() };
}

test(`${total} generated calls end in no server error, no crash and no growth`, { timeout: 3_600_000 }, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'acebuddy-fuzz-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const limits = {
    RATE_LIMIT_VISITOR: '100000000',
    RATE_LIMIT_ADDRESS: '100000000',
    RATE_LIMIT_TOTAL: '100000000',
    RATE_LIMIT_VISITOR_CHARS: '100000000',
    RATE_LIMIT_ADDRESS_CHARS: '100000000',
    RATE_LIMIT_TOTAL_CHARS: '100000000',
  };
  const environment = { PORT: '0', DATA_DIR: dataDir, ACEBUDDY_LOCAL_KEY: 'key-of-this-machine', ...limits };
  const reasons: string[] = [];
  const destination = { write: (line: string) => void (reasons.length < 5 && reasons.push(line.slice(0, 1_500))) };
  const logger = createLogger({ name: 'fuzz', level: 'error', destination });
  const product = await startProduct(parseConfig(standaloneConfigSchema, environment), logger);
  onTestFinished(() => product.close());
  const statuses = new Map<number, number>();
  const failures: string[] = [];
  let sent = 0;
  let warmBytes = 0;
  for (let seed = 1; sent < total; seed += 1) {
    const calls = fc.sample(fuzzCall, { numRuns: Math.min(1_000, total - sent), seed });
    for (let start = 0; start < calls.length; start += together) {
      const batch = calls.slice(start, start + together);
      const answers = await Promise.all(batch.map((call) => send(product, call)));
      for (const [index, { status, text }] of answers.entries()) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status === 410 || (status >= 500 && !fromDesk.has(status)))
          failures.push(`${status} ${text.slice(0, 200)} for ${JSON.stringify(batch[index]).slice(0, 400)}`);
      }
    }
    sent += calls.length;
    if (warmBytes === 0 && sent >= total / 4) warmBytes = heapBytes();
  }
  const growth = heapBytes() - warmBytes;
  console.info(
    `fuzz: ${sent} calls, statuses ${JSON.stringify(Object.fromEntries(statuses))}, heap ${Math.round(growth / 1024)} KiB more`,
  );
  expect(failures.slice(0, 10), reasons.join('')).toEqual([]);
  expect((await fetch(`${product.url}/ready`)).status).toBe(200);
  expect(growth).toBeLessThan(growthBytesMax);
});
