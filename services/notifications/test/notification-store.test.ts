import type { Database } from '@acebuddy/storage';
import { describeStores, watchPlans } from '@acebuddy/testkit';
import { describe, expect, test } from 'vitest';
import { createMongoNotificationStore } from '../src/adapters/mongo-notification-store.ts';
import { createSqliteNotificationStore } from '../src/adapters/sqlite-notification-store.ts';
import type { Delivery, DeliveryChange, NotificationStore, StoredApproval, StoredCode } from '../src/ports.ts';

async function storeOn(database: Database): Promise<NotificationStore> {
  return database.kind === 'mongo'
    ? createMongoNotificationStore(database.db)
    : createSqliteNotificationStore(database.db);
}

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 10, minute)).toISOString();
const lease = (owner: string, minute: number) => ({ owner, until: at(minute) });

function delivery(id: string, change: Partial<Delivery> = {}): Delivery {
  return {
    id,
    kind: 'mail',
    status: 'pending',
    to: 'a•••@firm.example',
    recipient: 'ann',
    attempts: 0,
    nextAt: at(0),
    lastError: null,
    createdAt: at(0),
    sentAt: null,
    sealed: 'sealed',
    fence: 1,
    ...change,
  };
}

const sent: DeliveryChange = { status: 'sent', attempts: 1, nextAt: null, lastError: null, sentAt: at(1) };
const dead: DeliveryChange = { status: 'dead', attempts: 1, nextAt: null, lastError: 'SMTP 550', sentAt: null };

const code = (change: Partial<StoredCode> = {}): StoredCode => ({
  id: 'c|reset',
  digest: 'digest',
  expiresAt: at(10),
  triesLeft: 32,
  lastCheck: null,
  ...change,
});

const approval = (id: string, requestId = `request ${id}`): StoredApproval => ({
  id,
  requestId,
  conversationId: 'c',
  status: 'open',
  createdAt: at(0),
  decidedAt: null,
  sealed: 'sealed',
});

describeStores('notifications', (open, again) => {
  const fresh = async () => storeOn(await open());
  const twoReplicas = async () => {
    const database = await open();
    return [await storeOn(database), await storeOn(await again(database))] as const;
  };

  describe('a delivery', () => {
    test('is recorded once, however many replicas record it', async () => {
      const replicas = await twoReplicas();
      const added = await Promise.all(
        Array.from({ length: 10 }, (_, n) => replicas[n % 2 === 0 ? 0 : 1].addDelivery(delivery('d'), null)),
      );
      expect(added.filter((won) => won)).toHaveLength(1);
      expect(await replicas[1].delivery('d')).toEqual(delivery('d'));
      expect(await replicas[0].delivery('other')).toBeNull();
    });

    test('keeps the request that ordered it, for whoever does it; those of older releases have none', async () => {
      const [store, replica] = await twoReplicas();
      const origin = { requestId: 'webhook-1', traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` };
      await store.addDelivery(delivery('a', { origin }), null);
      await store.addDelivery(delivery('b'), null);
      const [first, second] = await replica.claimDeliveries(at(1), lease('x', 2), 2);
      expect([first?.origin, second?.origin]).toEqual([origin, undefined]);
      await replica.finishDelivery('a', first?.fence ?? 0, sent);
      expect((await store.delivery('a'))?.origin).toEqual(origin);
    });

    test('is claimed when it is due and free, longest waiting first', async () => {
      const store = await fresh();
      await store.addDelivery(delivery('later', { nextAt: at(9) }), null);
      await store.addDelivery(delivery('b', { nextAt: at(2) }), null);
      await store.addDelivery(delivery('a', { nextAt: at(1) }), null);
      await store.addDelivery(delivery('held', { nextAt: at(0) }), lease('other', 30));
      await store.addDelivery(delivery('never', { nextAt: null }), null);
      await store.addDelivery(delivery('done', { status: 'sent', nextAt: null }), null);
      const claimed = await store.claimDeliveries(at(5), lease('me', 10), 10);
      expect(claimed.map(({ id, fence }) => [id, fence])).toEqual([
        ['a', 2],
        ['b', 2],
      ]);
      expect(await store.claimDeliveries(at(5), lease('other', 10), 10)).toEqual([]);
    });

    test('is done by one of eight workers, each of a hundred exactly once', async () => {
      const replicas = await twoReplicas();
      const ids = Array.from({ length: 100 }, (_, n) => `d-${n}`);
      for (const id of ids) await replicas[0].addDelivery(delivery(id), null);
      const done: string[] = [];
      const work = async (store: NotificationStore, owner: string): Promise<void> => {
        for (;;) {
          const claimed = await store.claimDeliveries(at(1), lease(owner, 9), 4);
          if (claimed.length === 0) return;
          for (const { id, fence } of claimed) if (await store.finishDelivery(id, fence, sent)) done.push(id);
        }
      };
      await Promise.all(Array.from({ length: 8 }, (_, n) => work(replicas[n % 2 === 0 ? 0 : 1], `worker ${n}`)));
      expect(done.toSorted()).toEqual(ids.toSorted());
    });

    test('whose worker stalls goes to another one, and the stalled one cannot finish it', async () => {
      const [stalled, successor] = await twoReplicas();
      await stalled.addDelivery(delivery('d'), null);
      const [first] = await stalled.claimDeliveries(at(0), lease('stalled', 1), 1);
      const [second] = await successor.claimDeliveries(at(2), lease('successor', 5), 1);
      expect([first?.fence, second?.fence]).toEqual([2, 3]);
      expect(await stalled.finishDelivery('d', 2, dead)).toBe(false);
      expect(await successor.finishDelivery('d', 3, sent)).toBe(true);
      expect(await successor.delivery('d')).toMatchObject({ status: 'sent', sentAt: at(1) });
    });

    test('that is finished stays as it is', async () => {
      const store = await fresh();
      await store.addDelivery(delivery('d'), lease('me', 1));
      expect(await store.finishDelivery('d', 1, sent)).toBe(true);
      expect(await store.finishDelivery('d', 1, dead)).toBe(false);
      expect((await store.delivery('d'))?.status).toBe('sent');
    });

    test('that is put off is claimed again when it is due', async () => {
      const store = await fresh();
      await store.addDelivery(delivery('d'), lease('me', 30));
      const change = { ...sent, status: 'pending', nextAt: at(5), lastError: 'SMTP 451', sentAt: null } as const;
      await store.finishDelivery('d', 1, change);
      expect(await store.claimDeliveries(at(4), lease('me', 30), 1)).toEqual([]);
      expect(await store.claimDeliveries(at(5), lease('me', 30), 1)).toMatchObject([
        { id: 'd', attempts: 1, lastError: 'SMTP 451' },
      ]);
    });

    test('can be claimed by its id by one caller at a time, due or not', async () => {
      const replicas = await twoReplicas();
      await replicas[0].addDelivery(delivery('d', { nextAt: null }), lease('crashed', 1));
      expect(await replicas[0].claimDelivery('d', at(0), lease('me', 5), 'under way')).toBeNull();
      const claims = await Promise.all(
        replicas.map((store) => store.claimDelivery('d', at(2), lease('me', 5), 'under way')),
      );
      expect(claims.filter((claimed) => claimed !== null)).toMatchObject([{ fence: 2, lastError: 'under way' }]);
      await replicas[1].finishDelivery('d', 2, sent);
      expect(await replicas[0].claimDelivery('d', at(9), lease('me', 20), 'under way')).toBeNull();
      expect(await replicas[0].claimDelivery('unknown', at(9), lease('me', 20), 'under way')).toBeNull();
    });

    test('that is dead comes back with a higher fence, so that who buried it cannot do so again', async () => {
      const store = await fresh();
      await store.addDelivery(delivery('d'), lease('me', 1));
      expect(await store.reviveDelivery('d', at(3))).toBe(false);
      await store.finishDelivery('d', 1, dead);
      expect(await store.reviveDelivery('d', at(3))).toBe(true);
      expect(await store.finishDelivery('d', 1, dead)).toBe(false);
      expect(await store.claimDeliveries(at(3), lease('me', 9), 1)).toMatchObject([{ id: 'd', attempts: 0, fence: 3 }]);
    });

    test('without content is not revived', async () => {
      const store = await fresh();
      await store.addDelivery(delivery('code', { kind: 'code', status: 'dead', nextAt: null, sealed: null }), null);
      expect(await store.reviveDelivery('code', at(3))).toBe(false);
    });

    test('can be discarded when it is dead, and only then', async () => {
      const store = await fresh();
      await store.addDelivery(delivery('d'), lease('me', 1));
      expect(await store.removeDelivery('d')).toBe(false);
      await store.finishDelivery('d', 1, dead);
      expect(await store.removeDelivery('d')).toBe(true);
      expect(await store.delivery('d')).toBeNull();
    });
  });

  test('what can no longer be done fills no page in front of what can', async () => {
    const store = await fresh();
    const lost = { kind: 'push', status: 'dead', nextAt: null, sealed: null } as const;
    for (const id of ['a', 'b', 'c']) await store.addDelivery(delivery(id, lost), null);
    await store.addDelivery(delivery('d', { status: 'dead', nextAt: null }), null);
    expect((await store.listDeliveries({ limit: 2, status: 'dead', sealed: true })).map(({ id }) => id)).toEqual(['d']);
    expect((await store.listDeliveries({ limit: 2, sealed: true })).map(({ id }) => id)).toEqual(['d']);
  });

  test('deliveries are paged by id without gaps or repeats, all or by status', async () => {
    const store = await fresh();
    const ids = ['a', 'b', 'c', 'd', 'e'];
    for (const id of ids)
      await store.addDelivery(delivery(id, { status: id === 'b' ? 'sent' : 'dead', nextAt: null }), null);
    const page = async (status?: 'dead') => {
      const seen: string[] = [];
      for (let after: string | undefined; ; ) {
        const items = await store.listDeliveries({
          limit: 2,
          ...(status === undefined ? {} : { status }),
          ...(after === undefined ? {} : { after }),
        });
        seen.push(...items.map(({ id }) => id));
        after = items.at(-1)?.id;
        if (items.length < 2) return seen;
      }
    };
    expect([await page(), await page('dead')]).toEqual([ids, ['a', 'c', 'd', 'e']]);
  });

  test('deliveries are counted by recipient and kind, from a moment on', async () => {
    const store = await fresh();
    await store.addDelivery(delivery('1', { createdAt: at(1) }), null);
    await store.addDelivery(delivery('2', { createdAt: at(2) }), null);
    await store.addDelivery(delivery('3', { createdAt: at(2), kind: 'code' }), null);
    await store.addDelivery(delivery('4', { createdAt: at(2), recipient: 'bob' }), null);
    expect(await store.countDeliveries('ann', 'mail', at(1))).toBe(2);
    expect(await store.countDeliveries('ann', 'mail', at(2))).toBe(1);
    expect(await store.countDeliveries('ann', 'code', at(0))).toBe(1);
  });

  test('old deliveries are removed when nothing is left to do, and those of a person at once', async () => {
    const store = await fresh();
    await store.addDelivery(delivery('sent', { status: 'sent', nextAt: null }), null);
    await store.addDelivery(delivery('abandoned code', { kind: 'code', nextAt: null, recipient: 'bob' }), null);
    await store.addDelivery(delivery('waiting'), null);
    await store.addDelivery(delivery('new', { status: 'sent', nextAt: null, createdAt: at(9) }), null);
    expect(await store.removeDeliveriesBefore(at(5))).toBe(2);
    expect((await store.listDeliveries({ limit: 9 })).map(({ id }) => id)).toEqual(['new', 'waiting']);
    expect(await store.removeDeliveriesOf('ann')).toBe(2);
    expect(await store.listDeliveries({ limit: 9 })).toEqual([]);
  });

  describe('a code', () => {
    test('is read back, and a new one replaces it', async () => {
      const store = await fresh();
      expect(await store.code('c|reset')).toBeNull();
      await store.putCode(code());
      expect(await store.code('c|reset')).toMatchObject(code());
      await store.putCode(code({ digest: 'new', triesLeft: 5 }));
      expect(await store.code('c|reset')).toMatchObject({ digest: 'new', triesLeft: 5 });
    });

    test('counts every one of 32 parallel tries', async () => {
      const replicas = await twoReplicas();
      await replicas[0].putCode(code());
      const attempt = async (store: NotificationStore, requestId: string): Promise<void> => {
        for (;;) {
          const before = await store.code('c|reset');
          if (before === null) throw new TypeError('the code is gone');
          const after = {
            ...before,
            triesLeft: before.triesLeft - 1,
            lastCheck: { requestId, result: 'wrong' },
          } as const;
          if (await store.swapCode(before, after)) return;
        }
      };
      await Promise.all(Array.from({ length: 32 }, (_, n) => attempt(replicas[n % 2 === 0 ? 0 : 1], `request ${n}`)));
      expect((await replicas[1].code('c|reset'))?.triesLeft).toBe(0);
    });

    test('is swapped by one of many that read the same', async () => {
      const replicas = await twoReplicas();
      await replicas[0].putCode(code());
      const before = await replicas[1].code('c|reset');
      if (before === null) throw new TypeError('the code is gone');
      // The very same change by everybody: only a true compare-and-set tells them apart.
      const swapped = await Promise.all(
        Array.from({ length: 16 }, (_, n) => replicas[n % 2 === 0 ? 0 : 1].swapCode(before, before)),
      );
      expect(swapped.filter((won) => won)).toHaveLength(1);
    });

    test('that was replaced in between is not swapped, also when the new one looks the same', async () => {
      const store = await fresh();
      await store.putCode(code());
      const before = await store.code('c|reset');
      await store.putCode(code());
      expect(before !== null && (await store.swapCode(before, { ...before, triesLeft: 0 }))).toBe(false);
    });

    test('is counted once under its key until the window is over or the counts are removed', async () => {
      const store = await fresh();
      const take = (id: string, minute: number, key = 'network') =>
        store.takeCodeCount({ key, id, max: 2, windowMs: 3_600_000, at: Date.parse(at(minute)) });
      expect([await take('a', 0), await take('a', 1), await take('b', 30), await take('c', 31)]).toEqual([
        true,
        true,
        true,
        false,
      ]);
      expect(await take('c', 31, 'other')).toBe(true);
      expect(await take('c', 60)).toBe(true);
      expect(await take('d', 60)).toBe(false);
      expect(await store.removeCodeCounts(['network', 'unknown'])).toBeGreaterThan(0);
      expect(await take('d', 61)).toBe(true);
      await store.removeCodeCountsBefore(at(92));
      expect(await take('e', 31, 'other')).toBe(true);
      expect(await take('f', 31, 'other')).toBe(true);
    });

    test('is removed after its time', async () => {
      const store = await fresh();
      await store.putCode(code());
      expect(await store.removeCodesBefore(at(10))).toBe(0);
      expect(await store.removeCodesBefore(at(11))).toBe(1);
      expect(await store.code('c|reset')).toBeNull();
    });
  });

  describe('an approval', () => {
    test('exists once per request, and is found by both names', async () => {
      const replicas = await twoReplicas();
      const added = await Promise.all([
        replicas[0].addApproval(approval('a', 'r')),
        replicas[1].addApproval(approval('b', 'r')),
      ]);
      expect(added.toSorted()).toEqual([false, true]);
      const winner = added[0] ? 'a' : 'b';
      expect(await replicas[0].approvalOfRequest('r')).toEqual(approval(winner, 'r'));
      expect(await replicas[1].approval(winner)).toEqual(approval(winner, 'r'));
      expect(await replicas[1].approval(added[0] ? 'b' : 'a')).toBeNull();
      expect(await replicas[0].approvalOfRequest('other')).toBeNull();
    });

    test('is decided once', async () => {
      const replicas = await twoReplicas();
      await replicas[0].addApproval(approval('a'));
      const decided = await Promise.all([
        replicas[0].decideApproval('a', 'approved', at(1)),
        replicas[1].decideApproval('a', 'declined', at(1)),
      ]);
      expect(decided.toSorted()).toEqual([false, true]);
      const status = decided[0] ? 'approved' : 'declined';
      expect(await replicas[1].approval('a')).toMatchObject({ status, decidedAt: at(1) });
      expect(await replicas[1].decideApproval('unknown', 'approved', at(1))).toBe(false);
    });
  });

  describe('the feed', () => {
    const item = (key: string) => ({ key, at: at(0), sealed: `sealed ${key}` });

    test('numbers news in order, each key once, and is read from a number on', async () => {
      const store = await fresh();
      expect(await store.newsAfter(0, 10)).toEqual([]);
      for (const key of ['a', 'b', 'a', 'c']) await store.appendNews(item(key));
      const all = await store.newsAfter(0, 10);
      expect(all.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
      expect(await store.newsAfter(all[0]?.seq ?? 0, 1)).toEqual([all[1]]);
      expect(await store.newsAfter(all[2]?.seq ?? 0, 10)).toEqual([]);
    });

    test('takes text that looks like a command of the store as text', async () => {
      const store = await fresh();
      await store.appendNews({ key: '$last', at: at(0), sealed: '$items' });
      expect(await store.newsAfter(0, 1)).toMatchObject([{ key: '$last', sealed: '$items' }]);
    });

    test('is followed without a gap while eight writers append', async () => {
      const replicas = await twoReplicas();
      const keys = Array.from({ length: 80 }, (_, n) => `key ${n}`);
      const seen: string[] = [];
      let after = 0;
      const follow = async (): Promise<void> => {
        while (seen.length < keys.length) {
          const news = await replicas[1].newsAfter(after, 7);
          seen.push(...news.map(({ key }) => key));
          after = news.at(-1)?.seq ?? after;
        }
      };
      const write = async (writer: number): Promise<void> => {
        for (const [n, key] of keys.entries()) if (n % 8 === writer) await replicas[0].appendNews(item(key));
      };
      await Promise.all([follow(), ...Array.from({ length: 8 }, (_, writer) => write(writer))]);
      expect(seen.toSorted()).toEqual(keys.toSorted());
    });
  });

  describe('lists that are read newest first', () => {
    const ids = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id);

    test('of deliveries go on behind a place, also within one millisecond, and have the kinds and the status that were asked for', async () => {
      const store = await fresh();
      const of = (id: string, minute: number, change: Partial<Delivery> = {}) =>
        store.addDelivery(delivery(id, { createdAt: at(minute), ...change }), null);
      await of('a', 1);
      for (const id of ['b', 'd', 'c']) await of(id, 2);
      await of('coded', 3, { kind: 'code', status: 'sent', nextAt: null, sealed: null });
      await of('failed', 4, { status: 'dead', nextAt: null });
      await of('said', 5, { kind: 'push', status: 'sent', nextAt: null });
      const kinds = ['mail', 'code'] as const;
      const first = await store.newestDeliveries({ kinds, limit: 3 });
      expect(first[0]).toEqual(delivery('failed', { createdAt: at(4), status: 'dead', nextAt: null }));
      expect(ids(first)).toEqual(['failed', 'coded', 'd']);
      const [, , last] = first;
      if (last === undefined) throw new TypeError('three were asked for');
      expect(ids(await store.newestDeliveries({ kinds, before: last, limit: 3 }))).toEqual(['c', 'b', 'a']);
      expect(ids(await store.newestDeliveries({ kinds: ['code'], limit: 9 }))).toEqual(['coded']);
      expect(ids(await store.newestDeliveries({ kinds, status: 'dead', limit: 9 }))).toEqual(['failed']);
      expect(ids(await store.deliveriesById(['a', 'unknown', 'coded'])).toSorted()).toEqual(['a', 'coded']);
      expect(await store.deliveriesById([])).toEqual([]);
    });

    test('of what was given up are counted by kind, with the oldest', async () => {
      const store = await fresh();
      const dying = { status: 'dead', nextAt: null } as const;
      await store.addDelivery(delivery('new', { ...dying, createdAt: at(9) }), null);
      await store.addDelivery(delivery('old', { ...dying, kind: 'remind', createdAt: at(2) }), null);
      await store.addDelivery(delivery('code', { ...dying, kind: 'code', createdAt: at(1) }), null);
      await store.addDelivery(delivery('waits', { createdAt: at(1) }), null);
      expect(await store.givenUp(['mail', 'remind'])).toEqual({ count: 2, oldestAt: at(2) });
      expect(await store.givenUp(['close'])).toEqual({ count: 0, oldestAt: null });
    });

    test('of approvals are those of a chat and a status', async () => {
      const store = await fresh();
      const of = (id: string, minute: number, conversationId = 'c') =>
        store.addApproval({ ...approval(id), createdAt: at(minute), conversationId });
      await of('a', 1);
      for (const id of ['b', 'c']) await of(id, 2);
      await of('other', 3, 'c1');
      await store.decideApproval('b', 'approved', at(4));
      expect(ids(await store.newestApprovals({ limit: 9 }))).toEqual(['other', 'c', 'b', 'a']);
      const before = { createdAt: at(2), id: 'c' };
      expect(ids(await store.newestApprovals({ limit: 1, before }))).toEqual(['b']);
      expect(ids(await store.newestApprovals({ limit: 9, status: 'open' }))).toEqual(['other', 'c', 'a']);
      expect(ids(await store.newestApprovals({ limit: 9, status: 'open', conversationId: 'c' }))).toEqual(['c', 'a']);
      expect(ids(await store.approvalsById(['a', 'unknown']))).toEqual(['a']);
    });
  });

  test('no query reads more than its index', async () => {
    const plans = watchPlans(await open());
    const store = await storeOn(plans.database);
    await store.addDelivery(delivery('d'), null);
    await store.claimDeliveries(at(1), lease('me', 9), 5);
    await store.claimDelivery('d', at(10), lease('me', 20), 'under way');
    await store.finishDelivery('d', 3, dead);
    await store.reviveDelivery('d', at(1));
    await store.listDeliveries({ limit: 5 });
    await store.listDeliveries({ limit: 5, status: 'dead' });
    await store.countDeliveries('ann', 'mail', at(0));
    await store.removeDeliveriesBefore(at(0));
    await store.removeDeliveriesOf('bob');
    await store.putCode(code());
    await store.removeCodesBefore(at(0));
    await store.addApproval(approval('a'));
    await store.approvalOfRequest('request a');
    await store.newsAfter(0, 5);
    const before = { createdAt: at(9), id: 'd' };
    await store.newestDeliveries({ kinds: ['mail', 'code'], before, limit: 5 });
    await store.newestDeliveries({ kinds: ['mail'], status: 'dead', limit: 5 });
    await store.deliveriesById(['d', 'e']);
    await store.givenUp(['mail', 'code']);
    await store.newestApprovals({ limit: 5, before });
    await store.newestApprovals({ limit: 5, status: 'open', before });
    await store.newestApprovals({ limit: 5, conversationId: 'c', status: 'open', before });
    await store.approvalsById(['a']);
    expect(await plans.scans()).toEqual([]);
    expect(plans.looked()).toBeGreaterThanOrEqual(2);
  });

  test('of a person finds deliveries by recipient and by name, codes by chat, and removes these and no others', async () => {
    const store = await fresh();
    const names = ['c#a', 'c#b', 'c', 'c1#a', 'cc'];
    for (const id of names) await store.addDelivery(delivery(id, { recipient: id }), null);
    await store.addDelivery(delivery('c#done', { status: 'sent', nextAt: null, recipient: 'ann' }), null);
    expect((await store.deliveriesOf('ann')).map(({ id }) => id)).toEqual(['c#done']);
    const named = (await store.deliveriesNamed('c#')).map(({ id }) => id);
    expect(named.toSorted()).toEqual(['c#a', 'c#b', 'c#done']);
    expect(await store.removeDeliveriesNamed('c#', 'finished')).toBe(1);
    expect(await store.removeDeliveriesNamed('c#', 'all')).toBe(2);
    expect((await store.listDeliveries({ limit: 9 })).map(({ id }) => id)).toEqual(['c', 'c1#a', 'cc']);
    for (const id of ['c|reset', 'c|mfa', 'c1|reset']) await store.putCode(code({ id }));
    expect((await store.codesOf('c')).map(({ id }) => id).toSorted()).toEqual(['c|mfa', 'c|reset']);
    expect(await store.removeCodesOf('c')).toBe(2);
    expect(await store.code('c1|reset')).not.toBeNull();
  });

  test('times of mails are those of sending, planned or done, latest first, without what was given up', async () => {
    const store = await fresh();
    await store.addDelivery(delivery('sent', { status: 'sent', nextAt: null, sentAt: at(2) }), null);
    await store.addDelivery(delivery('planned', { nextAt: at(30) }), null);
    await store.addDelivery(delivery('dead', { status: 'dead', nextAt: null }), null);
    await store.addDelivery(delivery('code', { kind: 'code' }), null);
    await store.addDelivery(delivery('other', { recipient: 'bob' }), null);
    expect(await store.deliveryTimes('ann', 'mail', at(0), 9)).toEqual([at(30), at(2)]);
    expect(await store.deliveryTimes('ann', 'mail', at(0), 1)).toEqual([at(30)]);
    expect(await store.deliveryTimes('ann', 'mail', at(1), 9)).toEqual([]);
  });

  test('approvals are paged, removed one by one or by age unless open, and numbers of news are not given again', async () => {
    const store = await fresh();
    for (const id of ['a', 'b', 'c']) await store.addApproval(approval(id));
    await store.decideApproval('b', 'approved', at(1));
    const page = await store.listApprovals({ after: 'a', limit: 1 });
    expect(page.map(({ id, status }) => [id, status])).toEqual([['b', 'approved']]);
    for (const key of ['b:approved', 'c:reminded']) await store.appendNews({ key, at: at(1), sealed: key });
    expect(await store.removeNews(['c:reminded', 'unknown'])).toBe(1);
    await store.appendNews({ key: 'new', at: at(50), sealed: 'new' });
    expect((await store.newsAfter(0, 9)).map(({ seq, key }) => [seq, key])).toEqual([
      [1, 'b:approved'],
      [3, 'new'],
    ]);
    expect(await store.removeApprovalsBefore(at(40))).toBe(2);
    expect((await store.listApprovals({ after: '', limit: 9 })).map(({ id }) => id)).toEqual(['a', 'c']);
    expect((await store.newsAfter(0, 9)).map(({ key }) => key)).toEqual(['new']);
    expect([await store.removeApproval('a'), await store.removeApproval('a')]).toEqual([true, false]);
  });

  test('a closed store says STORE_UNAVAILABLE', async () => {
    const database = await open();
    const store = await storeOn(database);
    await database.close();
    await expect(store.delivery('d')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(store.putCode(code())).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});
