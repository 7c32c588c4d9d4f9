import type { DayCells, ImpactInputs } from '@acebuddy/metrics';
import { createLocalClient, createLogger } from '@acebuddy/service-kit';
import type { Database } from '@acebuddy/storage';
import { describeStores } from '@acebuddy/testkit';
import { defaultSettings } from '@acebuddy/workflows';
import { expect, it } from 'vitest';
import { createMongoConversationStore } from '../src/adapters/mongo-conversation-store.ts';
import { createSqliteConversationStore } from '../src/adapters/sqlite-conversation-store.ts';
import { createCountAhead } from '../src/domain/count-ahead.ts';
import { type CountedDays, createDayCounts } from '../src/domain/day-counts.ts';
import { createKeptDayCounts } from '../src/domain/kept-day-counts.ts';
import type { ConversationStore } from '../src/ports.ts';
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
    const { harness, store, read, countDays, live } = await counting(await open());
    await using _ = harness;
    const asked = { from: '2026-11-20', to: '2026-11-29', zone: 'UTC' };
    live.mark = '0';
    const [first, second] = await Promise.all([countDays(asked), countDays(asked)]);
    expect(second).toEqual(first);
    expect(promisedOn(first, '2026-11-23')).toBe(1);
    expect(read).toEqual([whole]);
    live.mark = '1';
    await countDays(asked);
    expect(read).toEqual([whole, lastTwo]);
    await countDays({ ...asked, zone: 'Asia/Kolkata' });
    expect(read).toHaveLength(3);
    await countDays({ ...asked, since: harness.clock.now().getTime() + 1 });
    expect(read[3]).toEqual(whole);
    // Of a shared store replicas of an earlier release do not tell what they change.
    harness.clock.advance(61_000);
    await countDays(asked);
    expect(read).toHaveLength(store.isShared ? 5 : 4);
    harness.clock.advance(61 * 60_000);
    await countDays(asked);
    expect(read.slice(4)).toEqual(store.isShared ? [lastTwo, whole] : []);
  });

  it('are kept: a start reads those of the last two days alone, and one that was amended meanwhile', async () => {
    const database = await open();
    const { harness, store, read, countDays, replica } = await counting(database);
    await using _ = harness;
    const { timeZone: zone } = defaultSettings.businessHours;
    const asked = { from: '2026-11-20', to: '2026-11-29', zone };
    const first = await countDays(asked);
    expect(promisedOn(first, '2026-11-23')).toBe(1);
    read.length = 0;
    harness.clock.advance(60_000);
    expect(await countingOf(store, read, harness.clock.now)(asked)).toEqual(first);
    // Days without facts are not kept: they are read again, and with them none that has any.
    expect(read.every(([begins, end]) => !(begins <= noon && noon < end))).toBe(true);
    // Whatever counts otherwise does not take what was counted so.
    read.length = 0;
    const saved = { hourCost: 0, currency: '$', minutesSaved: { printer_issues: 7 } };
    await countingOf(store, read, harness.clock.now, saved)(asked);
    expect(read.some(([begins, end]) => begins <= noon && noon < end)).toBe(true);
    // The ticket is closed: the day on which it was promised has other facts than were counted.
    harness.tell({ kind: 'status', status: 'Done', statusType: 'Closed' });
    await replica.drain();
    read.length = 0;
    const amended = await countingOf(store, read, harness.clock.now)(asked);
    expect(amended.get('2026-11-23')?.flatMap(({ tally }) => tally.resolutions)).toHaveLength(1);
    expect(read.some(([begins, end]) => begins <= noon && noon < end)).toBe(true);
  });

  it('are counted ahead: once in a store of one process, again in one that is shared', async () => {
    let now = Date.parse('2026-11-30T12:00:00.000Z');
    const asked: CountedDays[] = [];
    const countDays = async (days: CountedDays) => {
      asked.push(days);
      return new Map();
    };
    let tidied = 0;
    const tidy = async () => {
      tidied += 1;
    };
    const turnOf = (isShared: boolean) =>
      createCountAhead({
        store: { isShared },
        countDays,
        kept: { tidy },
        attention: async () => null,
        hours: { timeZone: 'UTC' },
        now: () => new Date(now),
      });
    const [own, shared] = [turnOf(false), turnOf(true)];
    const turns = async () => {
      asked.length = 0;
      await own();
      await shared();
      return asked.map(({ since }) => since);
    };
    expect(await turns()).toEqual([undefined, undefined]);
    expect(asked[0]).toMatchObject({ from: '2026-09-01', to: '2026-12-01' });
    expect(tidied).toBe(2);
    // What was kept over a stop may be old: the next turn counts that again.
    expect(await turns()).toEqual([now - 45 * 60_000]);
    expect(await turns()).toEqual([]);
    now += 46 * 60_000;
    expect(await turns()).toEqual([now - 45 * 60_000]);
    expect(tidied).toBe(2);
  });
});

const minute = (instant: string) => Date.parse(instant) / 60_000;
const whole = [minute('2026-11-20'), minute('2026-11-30')];
const lastTwo = [minute('2026-11-28'), minute('2026-11-30')];
/** Of the day of the only ticket. */
const noon = minute('2026-11-23T18:00:00Z');
const promisedOn = (days: ReadonlyMap<string, DayCells>, date: string) =>
  days.get(date)?.reduce((sum, { tally }) => sum + tally.promised, 0);

/** A chat of 23 November with a ticket, seen six days later; `read` is what was read of the facts. */
async function counting(database: Database) {
  const harness = await createHarness({ database });
  const { conversation: replica } = await harness.replica({ settings: defaultSettings });
  await replica.handleMessage(message('ticket'));
  await replica.drain();
  harness.clock.advance(6 * 86_400_000);
  const store =
    database.kind === 'mongo'
      ? await createMongoConversationStore(database.db)
      : createSqliteConversationStore(database.db);
  const read: [number, number][] = [];
  const live: { mark: string | null } = { mark: null };
  const marked = { ...store, mark: async () => live.mark ?? store.mark() };
  const countDays = countingOf(marked, read, harness.clock.now);
  return { harness, store, read, live, replica, countDays };
}

/** As a start has it. */
function countingOf(
  store: ConversationStore,
  read: [number, number][],
  now: () => Date,
  impact: ImpactInputs = { hourCost: 0, currency: '$', minutesSaved: {} },
) {
  const watched = {
    ...store,
    factsBetween: (first: number, end: number) => {
      read.push([first, end]);
      return store.factsBetween(first, end);
    },
  };
  const counted = { store: watched, hours: defaultSettings.businessHours, impact, now };
  return createDayCounts({ ...counted, kept: createKeptDayCounts({ ...counted, logger }) });
}
