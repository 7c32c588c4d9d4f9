import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@acebuddy/contracts';
import { expect, it, onTestFinished } from 'vitest';
import { createLiveHub } from '../../src/console/live-hub.ts';
import { createFakeConversation } from '../fakes/conversation.ts';
import { asAdmin, startGateway } from '../harness.ts';
import { apiKeys, asRole } from './api-client.ts';

/** Text of a stream as it comes; `ended` settles when the other side is through. */
async function listen(url: string, headers: Record<string, string> = asAdmin) {
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const response = await fetch(url, { headers, signal: controller.signal });
  let text = '';
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
  })().catch(() => undefined);
  return { response, text: () => text, ended, abort: () => controller.abort() };
}

it('tells of changes, and whoever comes back of what she missed', async () => {
  const { app, conversation } = await startGateway({ apiKeys });
  const url = `${await app.listen({ port: 0 })}/console/live`;
  const stream = await listen(url, asRole('reader'));
  expect(stream.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(stream.response.headers.get('cache-control')).toBe('no-store');
  await expect.poll(stream.text).toContain('id: m-1\nevent: ready\n');
  conversation.mark = 'm 2\n';
  await expect.poll(stream.text).toContain('id: m%202%0A\nevent: changed\ndata: {}\n\n');
  const missed = await listen(url, { ...asRole('reader'), 'last-event-id': 'm-1' });
  await expect.poll(missed.text).toContain('event: changed');
  const up = await listen(url, { ...asRole('reader'), 'last-event-id': 'm%202%0A' });
  await sleep(300);
  expect(up.text()).toBe('retry: 3000\n\n');
});

it('ends with the gateway, at once and cleanly', async () => {
  const { app } = await startGateway();
  const url = `${await app.listen({ port: 0 })}/console/live`;
  const streams = await Promise.all([listen(url), listen(url)]);
  const startedAt = performance.now();
  await app.close();
  await Promise.all(streams.map(({ ended }) => ended));
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

it('has room for 200, and again when one leaves', async () => {
  const { app } = await startGateway();
  const url = `${await app.listen({ port: 0 })}/console/live`;
  const streams = await Promise.all(Array.from({ length: 200 }, () => listen(url)));
  expect(streams.every(({ response }) => response.status === 200)).toBe(true);
  expect((await listen(url)).response.status).toBe(429);
  streams[0]?.abort();
  await expect.poll(async () => (await listen(url)).response.status).toBe(200);
});

it('looks once for all who listen, outlives a service that does not answer, and rests when nobody listens', async () => {
  const conversation = createFakeConversation();
  const hub = createLiveHub({ conversation, newId: () => 'id' }, 20);
  const heard: string[][] = [[], [], []];
  const stops = heard.map((marks) => hub.listen((mark) => marks.push(mark)));
  await expect.poll(() => conversation.markCalls).toBeGreaterThan(3);
  expect(heard.map((marks) => Math.abs(marks.length - conversation.markCalls) <= 1)).toEqual([true, true, true]);
  conversation.failure = new AppError('SERVICE_UNAVAILABLE', 'down');
  await sleep(60);
  conversation.failure = undefined;
  conversation.mark = 'm-2';
  await expect.poll(() => heard.every((marks) => marks.includes('m-2'))).toBe(true);
  for (const stop of stops) stop();
  await sleep(40);
  const calls = conversation.markCalls;
  await sleep(100);
  expect(conversation.markCalls).toBe(calls);
  hub.listen((mark) => heard[0]?.push(mark))();
});
