import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { startProductProcess } from './product-process.ts';

const many = '100000000';
/** The limits would stop the flood by themselves; here they let all of it in. */
const unlimited = {
  LOG_LEVEL: 'error',
  RATE_LIMIT_VISITOR: many,
  RATE_LIMIT_ADDRESS: many,
  RATE_LIMIT_TOTAL: many,
  RATE_LIMIT_VISITOR_CHARS: many,
  RATE_LIMIT_ADDRESS_CHARS: many,
  RATE_LIMIT_TOTAL_CHARS: many,
};
const floodChars = 60_000;
/** What costs redaction most. */
const floodText = 'password is please pw: '.repeat(floodChars / 10).slice(0, floodChars);
const sentences = ['my printer is offline', 'I forgot my password', 'please add a new user', 'my server is slow'];

test('long messages of some keep no others waiting', { timeout: 120_000, retry: 1 }, async () => {
  const { url } = await startProductProcess({ env: unlimited });
  const agent = new Agent({ connections: 200 });
  onTestFinished(() => agent.destroy());
  let messages = 0;
  const say = async (chat: string, message: string): Promise<number> => {
    messages += 1;
    const startedAt = performance.now();
    const response = await request(`${url}/webhook/salesiq`, {
      method: 'POST',
      dispatcher: agent,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: chat, visitor_id: chat, message, message_id: `m-${messages}` }),
    });
    await response.body.dump();
    expect(response.statusCode).toBe(200);
    return performance.now() - startedAt;
  };
  /** A new customer every tenth of a second: how long they waited, the median and the longest. */
  const others = async (name: string, forMs: number) => {
    const endsAt = performance.now() + forMs;
    const waits: Promise<number>[] = [];
    while (performance.now() < endsAt) {
      const chat = waits.length;
      waits.push(say(`${name}-${chat}`, sentences[chat % sentences.length] ?? ''));
      await sleep(100);
    }
    const sorted = (await Promise.all(waits)).sort((a, b) => a - b);
    return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, longest: sorted.at(-1) ?? 0 };
  };
  const flood = async (forMs: number) => {
    for (const endsAt = performance.now() + forMs; performance.now() < endsAt; await sleep(1_000))
      for (let chat = 0; chat < 6; chat += 1) say(`flood-${chat}`, floodText).catch(() => undefined);
  };
  const burst = async () => {
    for (let count = 0; count < 30; count += 1) say('burst', floodText).catch(() => undefined);
  };

  await others('warm', 4_000);
  const quiet = await others('quiet', 5_000);
  const [six] = await Promise.all([others('six', 15_000), flood(15_000)]);
  const [one] = await Promise.all([others('one', 4_000), burst()]);
  const shown = (wait: { median: number; longest: number }) =>
    `${wait.median.toFixed(0)} ms, longest ${wait.longest.toFixed(0)} ms`;
  console.info(`others wait ${shown(quiet)}; beside six loud chats ${shown(six)}; beside a burst ${shown(one)}`);
  for (const wait of [six, one]) {
    expect(wait.median).toBeLessThan(4 * quiet.median);
    // A machine that stands still by itself does so without a flood, too.
    expect(wait.longest).toBeLessThan(Math.max(1_000, 2 * quiet.longest));
  }
});
