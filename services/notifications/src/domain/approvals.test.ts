import { createRecordCipher, openDatabase } from '@acebuddy/storage';
import { captureLogs, fixedClock } from '@acebuddy/testkit';
import { expect, it } from 'vitest';
import { approvalRequest } from '../../test/samples.ts';
import { createDigest, isDigestOf } from '../adapters/keys.ts';
import { createSqliteNotificationStore } from '../adapters/sqlite-notification-store.ts';
import type { NotificationStore } from '../ports.ts';
import { announceWorkSchema, createApprovals } from './approvals.ts';
import { createDeliveries } from './deliveries.ts';

it('news that a crash held back tell the decision that won, not the one that was queued first', async () => {
  const database = await openDatabase({ sqliteFile: ':memory:', name: 'notifications' });
  if (database.kind !== 'sqlite') throw new TypeError('not SQLite');
  const keys = [{ id: 'k1', key: new Uint8Array(32).fill(7) }] as const;
  const clock = fixedClock('2026-11-23T10:00:00.000Z');
  const cipher = createRecordCipher(keys);
  const sqlite = createSqliteNotificationStore(database.db);
  // Every process dies right after its decision, before it tells.
  const store: NotificationStore = { ...sqlite, appendNews: () => Promise.reject(new Error('killed')) };
  const deliveries = createDeliveries({
    store,
    cipher,
    now: clock.now,
    random: () => 0.5,
    owner: 'me',
    logger: captureLogs().logger,
    attempt: async (kind, payload) => {
      if (kind === 'announce') await approvalsOn(sqlite).announce(announceWorkSchema.parse(payload));
      return { kind: 'sent' };
    },
  });
  let ids = 0;
  const approvalsOn = (given: NotificationStore) =>
    createApprovals({
      store: given,
      cipher,
      deliveries,
      now: clock.now,
      newId: () => `a${++ids}`,
      sign: createDigest(keys, 'approval links'),
      isSigned: isDigestOf(keys, 'approval links'),
      recipientKey: (email) => email,
      placeOf: async () => ({ kind: 'now' }),
      brand: { companyName: 'Acme', logoUrl: null, accentColor: '#1f4fd8' },
      timeZone: undefined,
    });

  const { approvalId } = await approvalsOn(store).request(approvalRequest('r1'));
  const token = approvalsOn(store).tokenOf(approvalId);
  const overtaken = Promise.withResolvers<void>();
  const slow: NotificationStore = {
    ...store,
    async decideApproval(...decision) {
      await overtaken.promise;
      return store.decideApproval(...decision);
    },
  };
  const loser = approvalsOn(slow).decide(token, 'approve', 'yes');
  await expect.poll(() => sqlite.delivery(`approval:${approvalId}:approved`)).not.toBeNull();
  await expect(approvalsOn(store).decide(token, 'decline', 'no')).rejects.toThrow('killed');
  overtaken.resolve();
  await expect(loser).rejects.toMatchObject({ code: 'CONFLICT' });

  clock.advance(120_000);
  for (const delivery of await deliveries.claim(10)) await deliveries.run(delivery);
  expect(await approvalsOn(sqlite).news(0, 10)).toMatchObject([{ kind: 'declined', comment: 'no' }]);
  await database.close();
});
