import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Delivery } from '../faults/apply.ts';
import type { Answer } from './answer.ts';

const dripBytes = 16;

/** Puts an answer on the wire, whole or broken. Resolves to the status that the caller can have seen, null for none. */
export async function deliver(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
  how: { readonly delivery: Delivery; readonly delayMs: number },
): Promise<number | null> {
  switch (how.delivery) {
    case 'never':
      reply.hijack();
      // Whoever hung up meanwhile closes nothing any more.
      if (!request.raw.socket.destroyed)
        await new Promise<void>((resolve) => {
          request.raw.socket.once('close', () => resolve());
        });
      return null;
    case 'reset':
      reply.hijack();
      request.raw.socket.resetAndDestroy();
      return null;
    case 'cut_off':
      cutOff(request, reply, answer);
      return null;
    default:
      await sendWhole(reply, answer, how);
      return answer.status;
  }
}

function toText(answer: Answer): string | undefined {
  return answer.body === undefined || typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
}

async function sendWhole(
  reply: FastifyReply,
  answer: Answer,
  { delivery, delayMs }: { readonly delivery: Delivery; readonly delayMs: number },
): Promise<void> {
  const text = toText(answer);
  void reply.code(answer.status).headers({ 'content-type': 'application/json;charset=utf-8', ...answer.headers });
  if (text === undefined) {
    void reply.removeHeader('content-type');
    await reply.send();
  } else if (delivery === 'truncated') {
    await reply.send(text.slice(0, Math.floor(text.length / 2)));
  } else if (delivery === 'wrong_type') {
    await reply.header('content-type', 'text/html').send(text);
  } else if (delivery === 'slow_drip') {
    await reply.send(Readable.from(drip(text, delayMs)));
  } else {
    await reply.send(text);
  }
}

async function* drip(text: string, delayMs: number) {
  for (let at = 0; at < text.length; at += dripBytes) {
    await wait(delayMs);
    yield text.slice(at, at + dripBytes);
  }
}

/** Headers and half of the body, then a reset: what a proxy that dies in the middle leaves behind. */
function cutOff(request: FastifyRequest, reply: FastifyReply, answer: Answer): void {
  const text = toText(answer) ?? '';
  reply.hijack();
  reply.raw.writeHead(answer.status, {
    'content-type': 'application/json;charset=utf-8',
    'content-length': Buffer.byteLength(text) + 1,
  });
  reply.raw.write(text.slice(0, Math.floor(text.length / 2)), () => request.raw.socket.resetAndDestroy());
}
