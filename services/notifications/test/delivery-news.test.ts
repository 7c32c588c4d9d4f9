import { deliveryNewsSchema } from '@acebuddy/contracts';
import { describeStores, watchPlans } from '@acebuddy/testkit';
import { expect, it } from 'vitest';
import { newsAfterMs } from '../src/domain/delivery-news.ts';
import type { Mailer } from '../src/ports.ts';
import { createHarness } from './harness.ts';
import { mailRequest } from './samples.ts';

/** A mail server that refuses for good while it says so. */
const picky = (refuses: () => boolean): Mailer => ({
  send: async () => (refuses() ? { kind: 'permanent', reason: '550 no' } : { kind: 'sent' }),
  ping: async () => {},
  close: () => {},
});

describeStores('news of deliveries', (open) => {
  it('tell what was accepted and what was refused, once each, a minute later', async () => {
    const plans = watchPlans(await open());
    let isRefusing = false;
    await using harness = await createHarness({ database: plans.database, mailer: picky(() => isRefusing) });
    const notifications = await harness.replica();
    await notifications.sendMail(mailRequest('m1'));
    isRefusing = true;
    harness.clock.advance(5);
    await notifications.sendMail(mailRequest('m2'));
    expect(await notifications.deliveryNews(0, 10)).toEqual({ items: [], next: 0 });
    harness.clock.advance(newsAfterMs);
    const { items, next } = await notifications.deliveryNews(0, 10);
    expect(items.map((item) => deliveryNewsSchema.parse(item))).toMatchObject([
      { requestId: 'm1', kind: 'mail', outcome: 'accepted' },
      { requestId: 'm2', kind: 'mail', outcome: 'refused' },
    ]);
    expect(await notifications.deliveryNews(next, 10)).toEqual({ items: [], next });
    expect(await plans.scans()).toEqual([]);
  });

  it('come page by page, and a page never ends within a millisecond', async () => {
    await using harness = await createHarness({ database: await open(), mailer: picky(() => false) });
    const notifications = await harness.replica();
    for (const id of ['a', 'b', 'c']) {
      await notifications.sendMail(mailRequest(id));
      if (id !== 'b') harness.clock.advance(1);
    }
    harness.clock.advance(newsAfterMs);
    const told: string[][] = [];
    for (let next = 0, rounds = 0; rounds < 4; rounds += 1) {
      const page = await notifications.deliveryNews(next, 2);
      told.push(page.items.map(({ requestId }) => requestId).toSorted());
      next = page.next;
    }
    expect(told).toEqual([['a'], ['b', 'c'], [], []]);
  });

  it('tell once more of one that was given up and is sent after all', async () => {
    let isRefusing = true;
    await using harness = await createHarness({ database: await open(), mailer: picky(() => isRefusing) });
    const notifications = await harness.replica();
    await notifications.sendMail(mailRequest('m1'));
    harness.clock.advance(newsAfterMs);
    const first = await notifications.deliveryNews(0, 10);
    expect(first.items).toMatchObject([{ outcome: 'refused' }]);
    isRefusing = false;
    expect(await notifications.revive('m1')).toBe(true);
    await notifications.drain();
    harness.clock.advance(newsAfterMs);
    expect((await notifications.deliveryNews(first.next, 10)).items).toMatchObject([{ outcome: 'accepted' }]);
  });
});
