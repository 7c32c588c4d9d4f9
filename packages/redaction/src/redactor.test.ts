import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { redactText } from './redact.ts';
import { createRedactor, type RedactorOptions } from './redactor.ts';

function started(options?: RedactorOptions) {
  const redactor = createRedactor(options);
  onTestFinished(() => redactor.close());
  return redactor;
}

const secrets = [
  'my password is Hunter2!x',
  'card 4111 1111 1111 1111',
  'code: 482913',
  'ssn 123-45-6789',
  'it fails, ',
];
const chats = fc
  .array(fc.oneof(fc.constantFrom(...secrets), fc.string({ unit: 'binary', maxLength: 40 })), { maxLength: 60 })
  .map((parts) => parts.join(' '));

test('a thread of its own takes out what the whole text at once would lose, wherever it stands', {
  timeout: 60_000,
}, async () => {
  const redactor = started({ inlineCharsMax: 0 });
  await fc.assert(
    fc.asyncProperty(chats, async (text) => {
      const redact = await redactor.prepare([text]);
      expect(redact(text)).toBe(redactText(text));
      expect(redact(text, { keepCodes: true })).toBe(redactText(text, { keepCodes: true }));
    }),
    { numRuns: 300 },
  );
});

const costly = 'password is please pw: '.repeat(3_000).slice(0, 60_000);

test('the thread of everybody is free meanwhile', { timeout: 60_000 }, async () => {
  const redactor = started();
  await redactor.prepare(['x'.repeat(2_000)]);
  const startedAt = performance.now();
  redactText(costly);
  const onTheThreadMs = performance.now() - startedAt;
  let slowestMs = 0;
  let lastAt = performance.now();
  const timer = setInterval(() => {
    slowestMs = Math.max(slowestMs, performance.now() - lastAt);
    lastAt = performance.now();
  }, 1);
  await Promise.all([costly, `${costly}!`, `${costly}?`].map((text) => redactor.prepare([text])));
  clearInterval(timer);
  expect(slowestMs).toBeLessThan(onTheThreadMs / 2);
});

test('a sentence does not wait for the log files before it', { timeout: 60_000 }, async () => {
  const redactor = started();
  await redactor.prepare(['x'.repeat(2_000)]);
  const order: string[] = [];
  const work = [...Array(4).keys()].map((n) => redactor.prepare([`${costly}${n}`]).then(() => order.push('file')));
  await Promise.all([...work, redactor.prepare(['y'.repeat(2_000)]).then(() => order.push('sentence'))]);
  expect(order).toEqual(['file', 'sentence', 'file', 'file', 'file']);
});

test('work that takes too long fails, and the next begins anew', { timeout: 60_000 }, async () => {
  const redactor = started({ timeoutMs: 1 });
  await expect(redactor.prepare([costly])).rejects.toThrow();
  await expect(redactor.prepare([costly])).rejects.toThrow();
  const patient = started();
  expect((await patient.prepare([costly]))(costly)).toBe(redactText(costly));
});

/** Niceness of each thread of this process: field 19 of its line. */
function nicenesses(): number[] {
  return readdirSync('/proc/self/task').map((thread) => {
    const line = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
    return Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[16]);
  });
}

test.runIf(process.platform === 'linux')(
  'the thread lets all others go first',
  async () => {
    const before = nicenesses();
    const redactor = started();
    await redactor.prepare(['x'.repeat(2_000)]);
    expect(Math.max(...nicenesses())).toBe(19);
    expect(before.filter((niceness) => niceness === 19)).toEqual([]);
  },
  20_000,
);
