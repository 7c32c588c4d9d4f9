import { createLocalClient } from '@acebuddy/service-kit';
import { describe, expect, it } from 'vitest';
import type { NotificationsRouter } from '../src/router.ts';
import { createHarness } from './harness.ts';
import { approvalRequest, codeRequest, mailRequest } from './samples.ts';

async function createClient(harness: Awaited<ReturnType<typeof createHarness>>) {
  const notifications = await harness.replica();
  const router = harness.servers.at(-1)?.router;
  if (router === undefined) throw new TypeError('the replica has no router');
  const { logger } = harness.logs;
  const client = createLocalClient<NotificationsRouter>({ name: 'notifications', router, logger, timeoutMs: 10_000 });
  return { notifications, client };
}

describe('the procedures', () => {
  it('list, retry and discard dead letters, of which codes are none', async () => {
    await using harness = await createHarness();
    const { client, notifications } = await createClient(harness);
    harness.catcher.failNext({ code: 554, times: 3 });
    await client.sendMail.mutate(mailRequest('55/7#m1'));
    await client.sendMail.mutate(mailRequest('m2'));
    await client.sendCode.mutate(codeRequest('c1'));
    const { items } = await client.listOutbox.query({ limit: 10 });
    expect(
      items.map(({ id, conversationId, kind, status, lastError }) => [id, conversationId, kind, status, lastError]),
    ).toEqual([
      ['55/7#m1', '55/7', 'mail', 'dead', 'SMTP 554'],
      ['m2', undefined, 'mail', 'dead', 'SMTP 554'],
    ]);
    expect((await client.listOutbox.query({ limit: 2 })).next).toBeNull();
    expect((await client.listOutbox.query({ limit: 1 })).next).toBe('55/7#m1');
    expect(await client.retryOutbox.mutate({ id: '55/7#m1' })).toEqual({ done: true });
    expect(await client.discardOutbox.mutate({ id: 'm2' })).toEqual({ done: true });
    for (const id of ['m2', 'c1', 'unknown'])
      await expect(client.retryOutbox.mutate({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await notifications.drain();
    expect(harness.catcher.messages()).toHaveLength(1);
  });

  it('page the delivery log, recipients masked and no content shown', async () => {
    await using harness = await createHarness();
    const { client } = await createClient(harness);
    for (const id of ['m1', 'm2', 'm3']) await client.sendMail.mutate(mailRequest(id));
    const first = await client.listDeliveries.query({ limit: 2 });
    const second = await client.listDeliveries.query({ limit: 2, after: first.next ?? '' });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(['m1', 'm2', 'm3']);
    expect(second.next).toBeNull();
    // A page that holds exactly all of them is the last.
    expect((await client.listDeliveries.query({ limit: 3 })).next).toBeNull();
    expect(first.items[0]).toEqual({
      id: 'm1',
      kind: 'mail',
      to: 'a•••@firm.example',
      status: 'sent',
      attempts: 1,
      lastError: null,
      createdAt: '2026-11-23T10:00:00.000Z',
      sentAt: '2026-11-23T10:00:00.000Z',
    });
  });

  it('refuse what is no approval link without telling why', async () => {
    await using harness = await createHarness();
    const { client } = await createClient(harness);
    const { approvalId } = await client.requestApproval.mutate(approvalRequest('r1'));
    const token = `${approvalId}.${'x'.repeat(43)}`;
    await expect(client.getApproval.query({ token })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(client.decideApproval.mutate({ token, decision: 'approve' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(client.getApproval.query({ token: 'short' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});
