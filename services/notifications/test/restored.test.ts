import { createLocalClient } from '@acebuddy/service-kit';
import { openRestoreMarks } from '@acebuddy/storage';
import { describeStores } from '@acebuddy/testkit';
import { expect, it } from 'vitest';
import { restoredWork } from '../src/adapters/restored-work.ts';
import { restoredReason } from '../src/domain/restored.ts';
import type { NotificationsRouter } from '../src/router.ts';
import { createHarness } from './harness.ts';
import { approvalRequest, mailRequest } from './samples.ts';

describeStores('notifications on a store that was put back from a backup', (open) => {
  const marked = async (harness: Awaited<ReturnType<typeof createHarness>>) => {
    harness.clock.advance(600_000);
    const at = harness.clock.now().getTime();
    await openRestoreMarks(harness.database).add({ id: 'mark-1', from: at - 600_000, at });
    return harness.replica();
  };

  it('send no mail by themselves that was due, and list it for a person', async () => {
    await using harness = await createHarness({ database: await open() });
    harness.catcher.failNext({ code: 451 });
    await (await harness.replica()).sendMail(mailRequest('m1', { waitMs: 5_000 }));
    const restored = await marked(harness);
    await restored.drain();
    expect(harness.catcher.messages()).toEqual([]);
    expect(await restored.list({ limit: 10 })).toMatchObject([{ id: 'm1', status: 'dead', lastError: restoredReason }]);
    expect(await restoredWork(harness.database)).toMatchObject([{ id: 'm1', kind: 'mail' }]);
    expect(await restored.deliveryNews(0, 10)).toMatchObject({ items: [] });
    await restored.revive('m1');
    await restored.drain();
    expect(harness.catcher.messages()).toHaveLength(1);
  });

  it('tell the lead nothing by themselves that was due', async () => {
    await using harness = await createHarness({ database: await open() });
    const watch = { alerts: true, weekly: false, lead: 'lead@acme.example' };
    await harness.replica({ watch });
    const [server] = harness.servers;
    const client = createLocalClient<NotificationsRouter>({
      ...{ name: 'notifications', router: server?.router as never, logger: harness.logs.logger, timeoutMs: 10_000 },
    });
    const oldestAt = new Date(harness.clock.now().getTime() - 3_600_000).toISOString();
    const items = [{ kind: 'mail_trouble', count: 1, oldestAt, detail: null }] as const;
    expect(await client.noteAttention.mutate({ items: [...items], silent: [] })).toEqual({ mailed: ['mail_trouble'] });
    const restored = await marked(harness);
    await restored.drain();
    expect(harness.catcher.messages()).toEqual([]);
    expect(await restored.list({ limit: 10 })).toMatchObject([{ kind: 'alert', status: 'dead' }]);
  });

  it('send what is asked for afterwards', async () => {
    await using harness = await createHarness({ database: await open() });
    await harness.replica();
    const restored = await marked(harness);
    await restored.sendMail(mailRequest('m2', { waitMs: 5_000 }));
    expect(harness.catcher.messages()).toHaveLength(1);
  });

  it('take no code from before', async () => {
    await using harness = await createHarness({ database: await open() });
    const before = await harness.replica();
    const code = { conversationId: 'chat-1', purpose: 'reset' };
    await before.codes.send({
      ...code,
      requestId: 'code-1',
      to: { name: 'Ann', email: 'ann@firm.example' },
      isKnown: true,
      waitMs: 5_000,
    } as never);
    const [, digits = ''] = /\b(\d{6})\b/.exec(harness.catcher.messages()[0]?.text ?? '') ?? [];
    expect(digits).not.toBe('');
    const restored = await marked(harness);
    const answer = await restored.codes.verify({ ...code, requestId: 'check-1', code: digits } as never);
    expect(answer).not.toMatchObject({ result: 'verified' });
  });

  it('remind and let expire in its time what was not due then', async () => {
    await using harness = await createHarness({ database: await open() });
    const before = await harness.replica();
    await before.approvals.request(approvalRequest('a1'));
    await before.drain();
    const mails = harness.catcher.messages().length;
    const restored = await marked(harness);
    for (const ms of [4 * 3_600_000, 30 * 86_400_000]) {
      harness.clock.advance(ms);
      await restored.drain();
    }
    expect(harness.catcher.messages()).toHaveLength(mails + 1);
    expect((await restored.approvals.news(0, 10)).map(({ kind }) => kind)).toEqual(['reminded', 'expired']);
  });
});
