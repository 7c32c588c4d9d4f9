import { createRecordCipher, type Database } from '@acebuddy/storage';
import { describeStores } from '@acebuddy/testkit';
import { expect, it } from 'vitest';
import { createMongoNotificationStore } from '../src/adapters/mongo-notification-store.ts';
import { createSqliteNotificationStore } from '../src/adapters/sqlite-notification-store.ts';
import { sealedName } from '../src/domain/deliveries.ts';
import type { Delivery, StoredCode } from '../src/ports.ts';
import { createHarness, encryptionKeys, startsAt } from './harness.ts';
import { approvalRequest, mailRequest, mails } from './samples.ts';

/** The store as a replica of a newer release sees it: what it writes, this release may not know. */
async function newerReplica(database: Database) {
  const store =
    database.kind === 'mongo'
      ? await createMongoNotificationStore(database.db)
      : createSqliteNotificationStore(database.db);
  const cipher = createRecordCipher(encryptionKeys);
  const seal = (id: string, payload: object) => cipher.seal(JSON.stringify(payload), sealedName(id));
  return {
    store,
    cipher,
    add: (id: string, kind: string, payload: object) =>
      store.addDelivery({ ...delivery, id, kind: kind as Delivery['kind'], sealed: seal(id, payload) }, null),
  };
}

const delivery = {
  status: 'pending',
  to: 'a•••@firm.example',
  recipient: null,
  attempts: 0,
  nextAt: startsAt,
  lastError: null,
  createdAt: startsAt,
  sentAt: null,
  fence: 1,
} as const;
const survey = { stars: 5, for: 'ann@firm.example' };

describeStores('notifications beside a newer release', (open) => {
  it('parks deliveries that it does not know, sends all others, and never gives up', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const notifications = await harness.replica();
    const newer = await newerReplica(database);
    await newer.add('a-survey', 'survey', survey);
    await newer.add('b-mail', 'mail', { ...mails.chat_update, template: 'postcard', picture: 'x' });
    await newer.add('c-mail', 'mail', { ...mails.chat_update, mood: 'calm' });
    await notifications.drain();
    expect(harness.catcher.messages()).toHaveLength(1);
    const listed = async () => await notifications.list({ limit: 10, status: 'dead', sealed: true, orParked: true });
    expect((await listed()).map(({ id, status, lastError }) => [id, status, lastError])).toEqual([
      ['a-survey', 'pending', expect.stringContaining('newer release')],
      ['b-mail', 'pending', expect.stringContaining('newer release')],
    ]);
    const told = () => harness.logs.lines.filter(({ msg }) => msg === 'a delivery waits for a newer release').length;
    expect(told()).toBe(2);
    for (let hours = 0; hours < 100; hours += 1) {
      harness.clock.advance(3_600_000);
      await notifications.drain();
    }
    expect(told()).toBe(2);
    expect(await listed()).toMatchObject([{ attempts: 0 }, { attempts: 0, fence: 102 }]);
    expect(await harness.metrics()).toMatch(
      /acebuddy_deliveries_total\{service="test",kind="survey",outcome="parked"\}/,
    );
    expect(harness.catcher.messages()).toHaveLength(1);
  });

  it('leaves them to the newer release within minutes, whole, and a person may drop them', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const notifications = await harness.replica();
    const { store, cipher, add } = await newerReplica(database);
    await add('a', 'survey', survey);
    await add('b', 'survey', survey);
    await notifications.drain();
    const later = new Date(Date.parse(startsAt) + 300_000).toISOString();
    const claimed = await store.claimDeliveries(later, { owner: 'newer', until: '2026-11-24T00:00:00.000Z' }, 10);
    expect(claimed.map(({ sealed, id }) => JSON.parse(cipher.open(sealed ?? '', sealedName(id))))).toEqual([
      survey,
      survey,
    ]);
    expect(await notifications.discard('b')).toBe(true);
    expect(await store.delivery('b')).toBeNull();
  });

  it('is not stopped by a status or an approval that it does not know', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const notifications = await harness.replica();
    const { store } = await newerReplica(database);
    await store.addDelivery({ ...delivery, id: 'a', kind: 'mail', status: 'paused' as never, sealed: 'x' }, null);
    const { approvalId } = await notifications.approvals.request(approvalRequest('r1'));
    const approval = await store.approval(approvalId);
    if (approval === null) throw new Error('no approval');
    await store.removeApproval(approvalId);
    await store.addApproval({ ...approval, status: 'withdrawn' as never });
    await notifications.sendMail(mailRequest('m1'));
    await notifications.drain();
    expect(harness.catcher.messages()).toHaveLength(1);
    expect(await store.delivery('a')).toMatchObject({ status: 'paused' });
    expect(await notifications.approvals.view(`${notifications.approvals.tokenOf(approvalId)}`)).toMatchObject({
      status: 'withdrawn',
    });
  });

  it('passes on news of a kind that it does not know', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const notifications = await harness.replica();
    const { store, cipher } = await newerReplica(database);
    const item = { approvalId: 'a', conversationId: 'c', requestId: 'r', kind: 'withdrawn', comment: null, by: 'ann' };
    const sealed = cipher.seal(JSON.stringify(item), 'news:a:withdrawn');
    await store.appendNews({ key: 'a:withdrawn', at: startsAt, sealed });
    expect(await notifications.approvals.news(0, 10)).toMatchObject([{ seq: 1, ...item }]);
  });

  it('keeps what it does not know of a code when it is checked, and not when it is replaced', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const notifications = await harness.replica();
    const { store } = await newerReplica(database);
    const code = { id: 'c|reset', digest: 'd', expiresAt: '2026-11-23T10:10:00.000Z', triesLeft: 5, lastCheck: null };
    await store.putCode({ ...code, proves: 'ann@firm.example' } as StoredCode);
    const check = { requestId: 'v1', conversationId: 'c', purpose: 'reset', code: '123456' };
    expect(await notifications.codes.verify(check)).toMatchObject({ result: 'wrong', triesLeft: 4 });
    expect(await store.code('c|reset')).toMatchObject({ proves: 'ann@firm.example', triesLeft: 4 });
    await store.putCode(code);
    expect(await store.code('c|reset')).not.toHaveProperty('proves');
  });
});
