import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requestIdSchema } from '@acebuddy/contracts';
import { createLogger } from '@acebuddy/service-kit';
import { expect, onTestFinished, test } from 'vitest';
import type { OpenTurn } from '../ports.ts';
import { openKeeps } from './file-keeps.ts';
import { resealKeeps } from './reseal-keeps.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
const keyOf = (id: string, byte: number) => ({ id, key: new Uint8Array(32).fill(byte) });
const [older, newer] = [keyOf('k1', 1), keyOf('k2', 2)];
const turn: OpenTurn = {
  requestId: requestIdSchema.parse('chat-1#1'),
  address: { preview: false, callbackId: 'callback-1' },
  turnStartedAt: '2026-11-23T09:29:00.000Z',
};

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'acebuddy-keeps-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

test('what the gateway keeps is sealed with the first key, and read without the old one', async () => {
  const dataDir = await folder();
  await openKeeps({ dataDir, keys: [older], logger }).turns.add(turn);
  expect(await resealKeeps(dataDir, [newer, older])).toEqual({
    before: { k1: 1 },
    after: { k2: 1 },
    resealed: 1,
    unreadable: [],
  });
  expect(await openKeeps({ dataDir, keys: [newer], logger }).turns.all()).toEqual([turn]);
  expect(await resealKeeps(dataDir, [newer])).toMatchObject({ before: { k2: 1 }, resealed: 0, unreadable: [] });
});

test('a file that no key opens is named and left as it is', async () => {
  const dataDir = await folder();
  await openKeeps({ dataDir, keys: [older], logger }).turns.add(turn);
  const report = await resealKeeps(dataDir, [newer]);
  expect(report).toMatchObject({ after: { k1: 1 }, resealed: 0 });
  expect(report.unreadable).toEqual([expect.stringMatching(/^open-turns\/.*\.turn$/)]);
  expect(await openKeeps({ dataDir, keys: [older], logger }).turns.all()).toEqual([turn]);
});

test('a gateway that keeps nothing has nothing to seal', async () => {
  expect(await resealKeeps(await folder(), [newer])).toEqual({ before: {}, after: {}, resealed: 0, unreadable: [] });
});
