import { PassThrough } from 'node:stream';
import { AppError } from '@acebuddy/contracts';
import type { GatewayDeps } from '../deps.ts';
import type { GatewayApp } from '../http/gateway-app.ts';
import { createLiveHub } from './live-hub.ts';

const heartbeatMs = 15_000;
/** A stream ends and is opened anew, so that an ended session, or a key that is gone, is noticed. Milliseconds. */
const streamMsMax = 15 * 60_000;
const listenersMax = 200;
/** Somebody who does not read is let go; bytes. */
const unreadMax = 64 * 1024;
const retryMs = 3_000;

/**
 * Server-sent events: `changed` after any change of a chat, `ready` first of all. Their id is the mark of the newest change, so
 * that a browser that comes back hears of what it missed. No data: the page asks again for what it shows.
 */
export function registerLive(app: GatewayApp, deps: GatewayDeps): void {
  const hub = createLiveHub(deps);
  const streams = new Set<PassThrough>();
  let isClosing = false;
  const heartbeat = setInterval(() => {
    for (const stream of streams) stream.write(':\n\n');
  }, heartbeatMs).unref();
  app.addHook('preClose', async () => {
    isClosing = true;
    clearInterval(heartbeat);
    for (const stream of streams) stream.end();
  });

  app.get('/console/live', { schema: { hide: true } }, (request, reply) => {
    if (isClosing) throw new AppError('SERVICE_UNAVAILABLE', 'This gateway is being stopped.');
    if (streams.size >= listenersMax) throw new AppError('RATE_LIMITED', 'Too many pages listen already.');
    const stream = new PassThrough();
    const before = request.headers['last-event-id'];
    let seen = typeof before === 'string' ? before : null;
    const stop = hub.listen((mark) => {
      const id = encodeURIComponent(mark);
      if (seen === id) return;
      stream.write(`id: ${id}\nevent: ${seen === null ? 'ready' : 'changed'}\ndata: {}\n\n`);
      seen = id;
      if (stream.writableLength > unreadMax) stream.destroy();
    });
    const end = setTimeout(() => stream.end(), streamMsMax).unref();
    streams.add(stream);
    stream.once('close', () => {
      stop();
      clearTimeout(end);
      streams.delete(stream);
    });
    stream.write(`retry: ${retryMs}\n\n`);
    return reply
      .type('text/event-stream; charset=utf-8')
      .headers({ 'cache-control': 'no-store', connection: 'close', 'x-accel-buffering': 'no' })
      .send(stream);
  });
}
