/** The customers of `bench-costs.ts`, in a thread of their own so that the profile shows the product alone. */
import { createPrivateKey } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { deliveryHeaders } from '@acebuddy/salesiq/simulator';
import { Pool } from 'undici';

interface BenchData {
  readonly url: string;
  readonly privatePem: string;
  readonly chats: number;
  readonly warmUpChats: number;
  readonly together: number;
}

const { url, privatePem, chats, warmUpChats, together } = workerData as BenchData;
const key = createPrivateKey(privatePem);
const pool = new Pool(url, { connections: together, pipelining: 1 });

/** An ordinary chat: a request, a question, answers, a ticket, its end. One in five tells a secret. */
const script = (chat: number): readonly string[] => [
  'my printer shows offline',
  chat % 5 === 0 ? 'I tried my password Hunter2!x on RDS12 and it says error 0x80070005' : 'It is the HP in the office',
  'why do you need that?',
  'Test User, ticket 10294 is about the same',
  'please create a ticket',
  'yes',
  'thanks',
];

const calls = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) =>
    script(from + index).map((message, n) => {
      const chat = `bench-${from + index}`;
      const person = { visitor_id: chat, visitor_email: `${chat}@company.example`, visitor_name: 'Test User' };
      const body = JSON.stringify({ chat_id: chat, ...person, message_id: `${chat}-${n}`, message });
      return { body, headers: deliveryHeaders(body, key) };
    }),
  );

async function play(wanted: ReturnType<typeof calls>): Promise<number> {
  const waiting = [...wanted];
  let messages = 0;
  const customer = async (): Promise<void> => {
    for (let chat = waiting.shift(); chat !== undefined; chat = waiting.shift())
      for (const call of chat) {
        const { statusCode, body } = await pool.request({ path: '/webhook/salesiq', method: 'POST', ...call });
        await body.dump();
        if (statusCode !== 200) throw new Error(`a message was answered with ${statusCode}`);
        messages += 1;
      }
  };
  await Promise.all(Array.from({ length: together }, customer));
  return messages;
}

const warmUp = calls(0, warmUpChats);
const measured = calls(warmUpChats, chats);
await play(warmUp);
parentPort?.postMessage('warm');
parentPort?.once('message', async () => {
  const startedAt = performance.now();
  const messages = await play(measured);
  parentPort?.postMessage({ messages, seconds: (performance.now() - startedAt) / 1_000 });
  await pool.close();
  parentPort?.close();
});
