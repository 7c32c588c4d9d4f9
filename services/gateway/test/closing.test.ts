import { once } from 'node:events';
import { connect } from 'node:net';
import type { BotReply } from '@acebuddy/contracts';
import { eventually } from '@acebuddy/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { reply } from './fakes/conversation.ts';
import { flatMessage, startGateway } from './harness.ts';

/** As a proxy or SalesIQ sends it on a connection that it keeps. */
function post(body: object): string {
  const text = JSON.stringify(body);
  const head = ['POST /webhook/salesiq HTTP/1.1', 'host: gateway', 'content-type: application/json'];
  return `${[...head, `content-length: ${Buffer.byteLength(text)}`].join('\r\n')}\r\n\r\n${text}`;
}

test('a message that comes on an open connection while the gateway closes is answered like any other', async () => {
  const { app, conversation } = await startGateway();
  const first = Promise.withResolvers<BotReply>();
  conversation.answer = () => (conversation.messages.length === 1 ? first.promise : reply('to the second'));
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  const socket = connect(Number(port), '127.0.0.1').setEncoding('utf8');
  onTestFinished(() => void socket.destroy());
  let heard = '';
  socket.on('data', (text) => {
    heard += text;
  });

  socket.write(post({ ...flatMessage, message: 'first' }));
  await eventually(() => conversation.messages.length === 1);
  const ended = once(socket, 'end');
  const closing = app.close();
  // It takes no new connections any more.
  await eventually(() => !app.server.listening);
  const arrived = once(app.server, 'request');
  socket.write(post({ ...flatMessage, message: 'second' }));
  await arrived;
  first.resolve(reply('to the first'));
  await Promise.all([ended, closing]);

  expect(heard.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200']);
  expect(heard.indexOf('to the first')).toBeLessThan(heard.indexOf('to the second'));
  expect(heard).toMatch(/^connection: close/im);
});
