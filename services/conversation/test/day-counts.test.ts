import { createLocalClient, createLogger } from '@acebuddy/service-kit';
import { describeStores } from '@acebuddy/testkit';
import { defaultSettings } from '@acebuddy/workflows';
import { expect, it } from 'vitest';
import { createMongoConversationStore } from '../src/adapters/mongo-conversation-store.ts';
import { createSqliteConversationStore } from '../src/adapters/sqlite-conversation-store.ts';
import { createCountAhead } from '../src/domain/count-ahead.ts';
import { type CountedDays, createDayCounts } from '../src/domain/day-counts.ts';
import type { ConversationRouter } from '../src/router.ts';
import { createHarness, message } from './harness.ts';

const logger = createLogger({ name: 'test', level: 'silent' });

describeStores('a report of days that are over', (open) => {
  it('has what became known since the last one, of that replica and of the others', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const replica = async () => {
      const { router, conversation } = await harness.replica({ settings: defaultSettings });
      const client = createLocalClient<ConversationRouter>({ name: 'conversation', router, logger, timeoutMs: 5_000 });
      return { client, conversation };
    };
    const one = await replica();
    // Embedded, one process has the file.
    const other = database.kind === 'mongo' ? await replica() : one;
    const closings = async ({ client }: typeof one) => {
      const { groups } = await client.report.query({ from: '2026-11-20', to: '2026-11-29', tz: 'America/Chicago' });
      return groups.map(({ figures }) => figures.resolution_median?.of ?? 0);
    };
    await one.conversation.handleMessage(message('ticket'));
    await one.conversation.drain();
    harness.clock.advance(6 * 86_400_000);
    for (const each of [one, other, one]) expect(await closings(each)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    harness.tell({ kind: 'status', status: 'Done', statusType: 'Closed' });
    await other.conversation.drain();
    for (const each of [one, other, one]) expect(await closings(each)).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    harness.tell({ kind: 'status', status: 'Open', statusType: 'Open' });
    await one.conversation.drain();
    for (const each of [one, other]) expect(await closings(each)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('reads the days before yesterday once, and the others when a chat has changed', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const { conversation } = await harness.replica({ settings: defaultSettings });
    await conversation.handleMessage(message('ticket'));
    await conversation.drain();
    harness.clock.advance(6 * 86_400_000);
    const store =
      database.kind === 'mongo'
        ? await createMongoConversationStore(database.db)
        : createSqliteConversationStore(database.db);
    const read: [number, number][] = [];
    let changes: number | null = null;
    const watched = {
      amendments: store.amendments,
      mark: () => (changes === null ? store.mark() : Promise.resolve(`${changes}`)),
      isShared: store.isShared,
      factsBetween: (first: number, end: number) => {
        read.push([first, end]);
        return store.factsBetween(first, end);
      },
    };
    const { businessHours: hours } = defaultSettings;
    const impact = { hourCost: 0, currency: '$', minutesSaved: {} };
    const countDays = createDayCounts({ store: watched, hours, impact, now: harness.clock.now });
    const asked = { from: '2026-11-20', to: '2026-11-29', zone: 'UTC' };
    const [first, second] = await Promise.all([countDays(asked), countDays(asked)]);
    expect(second).toEqual(first);
    expect(first.get('2026-11-23')?.reduce((sum, { tally }) => sum + tally.promised, 0)).toBe(1);
    const day = (date: string) => Date.parse(date) / 60_000;
    const all = [day('2026-11-20'), day('2026-11-30')];
    expect(read).toEqual([all]);
    changes = 1;
    await countDays(asked);
    expect(read).toEqual([all, [day('2026-11-28'), day('2026-11-30')]]);
    await countDays({ ...asked, zone: 'Asia/Kolkata' });
    expect(read).toHaveLength(3);
    await countDays({ ...asked, anew: true });
    expect(read[3]).toEqual(all);
    // Of a shared store replicas of an earlier release do not tell what they change.
    harness.clock.advance(61_000);
    await countDays(asked);
    expect(read).toHaveLength(store.isShared ? 5 : 4);
    harness.clock.advance(61 * 60_000);
    await countDays(asked);
    expect(read.slice(4)).toEqual(store.isShared ? [[day('2026-11-28'), day('2026-11-30')], all] : []);
  });

  it('are counted ahead: once in a store of one process, again in one that is shared', async () => {
    let now = Date.parse('2026-11-30T12:00:00.000Z');
    const asked: CountedDays[] = [];
    const countDays = async (days: CountedDays) => {
      asked.push(days);
      return new Map();
    };
    const turnOf = (isShared: boolean) =>
      createCountAhead({
        store: { isShared },
        countDays,
        attention: async () => null,
        hours: { timeZone: 'UTC' },
        now: () => new Date(now),
      });
    const [own, shared] = [turnOf(false), turnOf(true)];
    const turns = async () => {
      asked.length = 0;
      await own();
      await shared();
      return asked.map(({ anew }) => anew);
    };
    expect(await turns()).toEqual([false, false]);
    expect(asked[0]).toMatchObject({ from: '2026-09-01', to: '2026-12-01' });
    expect(await turns()).toEqual([]);
    now += 46 * 60_000;
    expect(await turns()).toEqual([true]);
  });
});
