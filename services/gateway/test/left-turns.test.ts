import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@acebuddy/contracts';
import { captureLogs, eventually, fixedClock } from '@acebuddy/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openKeeps } from '../src/adapters/file-keeps.ts';
import type { GatewayDeps } from '../src/deps.ts';
import { reply } from './fakes/conversation.ts';
import { startGateway, zobotMessage } from './harness.ts';

const startedAt = '2026-11-23T09:30:00.000Z';
const keys = [{ id: 'k1', key: new Uint8Array(32).fill(7) }] as const;
const salesiq = {
  signatureKeys: [],
  forwardDepartment: undefined,
  strictLength: false,
  silentTurn: 'acknowledge',
  callbacks: true,
} as const;
const message = { method: 'POST', url: '/webhook/salesiq', payload: zobotMessage } as const;

async function openFolder() {
  const dataDir = await mkdtemp(join(tmpdir(), 'acebuddy-turns-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const { logger } = captureLogs();
  const files = () => readdir(join(dataDir, 'open-turns')).catch(() => []);
  return { dataDir, files, open: () => openKeeps({ dataDir, keys, logger }) };
}

/** A gateway that has said "one moment"; `finish` lets its conversation answer. */
async function withOpenTurn(keeps: GatewayDeps['keeps']) {
  const gateway = await startGateway({ replyBudgetMs: 60, salesiq, keeps });
  const answer = Promise.withResolvers<ReturnType<typeof reply>>();
  gateway.conversation.answer = () => answer.promise;
  expect((await gateway.app.inject(message)).json()).toMatchObject({ action: 'pending' });
  // Or else closing waits for the answer.
  onTestFinished(() => answer.reject(new AppError('UPSTREAM_TIMEOUT', 'x')));
  return { ...gateway, finish: () => answer.resolve(reply('Here it is')) };
}

async function nextGateway(keeps: GatewayDeps['keeps'], afterMs: number) {
  const clock = fixedClock(startedAt);
  clock.advance(afterMs);
  return { ...(await startGateway({ keeps, now: clock.now, salesiq })), clock };
}

describe('a turn that its gateway kept open', () => {
  it('is ended with a few words by the next process when it was killed, sealed until then', async () => {
    const { dataDir, files, open } = await openFolder();
    const killed = await withOpenTurn(open());
    const [file = ''] = await files();
    expect(await readFile(join(dataDir, 'open-turns', file), 'utf8')).toMatch(/^v1\.k1\.[\w-]+$/);

    const { notifications, clock } = await nextGateway(open(), 74_900);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(notifications.pushed).toEqual([]);
    clock.advance(100);
    await eventually(() => notifications.pushed.length === 1);
    expect(notifications.pushed).toEqual([
      {
        requestId: expect.stringMatching(/^late:[0-9a-f]{64}$/),
        address: { preview: false, callbackId: 'call-1' },
        turnStartedAt: startedAt,
        text: expect.stringContaining('I was interrupted'),
        suggestions: [],
      },
    ]);
    await eventually(async () => (await files()).length === 0);
    // Its last words would have been the same request: said once, whoever says them.
    killed.finish();
    await eventually(() => killed.notifications.pushed.length === 1);
    expect(killed.notifications.pushed[0]?.requestId).toBe(notifications.pushed[0]?.requestId);
  });

  it('is tried again while SalesIQ does not take the words', async () => {
    const { files, open } = await openFolder();
    await withOpenTurn(open());
    const { notifications, clock } = await nextGateway(open(), 74_950);
    let asked = 0;
    notifications.pushChat = async () => {
      asked += 1;
      return asked < 2 ? { outcome: 'retry', reason: 'limited' } : { outcome: 'callback', reason: null };
    };
    clock.advance(50);
    await eventually(() => asked === 1);
    expect(await files()).toHaveLength(1);
    await eventually(async () => asked === 2 && (await files()).length === 0);
  });

  it('is forgotten when it has been ended', async () => {
    const { files, open } = await openFolder();
    const { finish, notifications } = await withOpenTurn(open());
    expect(await files()).toHaveLength(1);
    finish();
    await eventually(async () => notifications.pushed.length === 1 && (await files()).length === 0);
  });

  it('is forgotten when SalesIQ has ended it', async () => {
    const { files, open } = await openFolder();
    await withOpenTurn(open());
    const { notifications } = await nextGateway(open(), 180_001);
    await eventually(async () => (await files()).length === 0);
    expect(notifications.pushed).toEqual([]);
  });

  it('is ended all the same when the folder cannot be used', async () => {
    const { dataDir, open } = await openFolder();
    await writeFile(join(dataDir, 'open-turns'), 'a file in its place');
    const { finish, notifications } = await withOpenTurn(open());
    finish();
    await eventually(() => notifications.pushed[0]?.text === 'Here it is');
  });
});
