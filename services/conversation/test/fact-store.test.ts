import type { Database } from '@acebuddy/storage';
import { describeStores, watchPlans } from '@acebuddy/testkit';
import { expect, test } from 'vitest';
import { createMongoConversationStore } from '../src/adapters/mongo-conversation-store.ts';
import { createSqliteConversationStore } from '../src/adapters/sqlite-conversation-store.ts';
import type { ConversationStore, StoredConversation, StoredSheet } from '../src/ports.ts';

const storeOn = async (database: Database): Promise<ConversationStore> =>
  database.kind === 'mongo' ? createMongoConversationStore(database.db) : createSqliteConversationStore(database.db);

const chat = (version = 1, id = 'c'): StoredConversation => ({
  id,
  version,
  chatId: `chat-of-${id}`,
  dueAt: null,
  openRequestsOf: null,
  person: null,
  deadCount: 0,
  updatedAt: '2026-11-23T10:00:00.000Z',
  sealed: `sealed ${version}`,
});
const sheet = (rows: string, more: Partial<StoredSheet> = {}): StoredSheet => ({
  id: 's1',
  part: 0,
  first: 100,
  last: 200,
  rows,
  ...more,
});
const only = (rows: string, more: Partial<StoredSheet> = {}) => ({ sheet: sheet(rows, more), aside: null });
const commit = (
  store: ConversationStore,
  next: StoredConversation,
  facts: Parameters<ConversationStore['commit']>[4],
) => store.commit(next, null, [], null, facts);

describeStores('facts', (open, again) => {
  const fresh = async () => storeOn(await open());

  test('are written with the commit or not at all', async () => {
    const store = await fresh();
    expect(await commit(store, chat(), only('[1]'))).toBe('committed');
    expect(await commit(store, chat(), only('[lost]'))).toBe('conflict');
    expect(await commit(store, chat(3), only('[lost]', { id: 's2' }))).toBe('conflict');
    expect(await store.factsBetween(0, 1_000)).toEqual(['[1]']);
    expect(await commit(store, chat(2), only('[1,2]', { last: 300 }))).toBe('committed');
    expect(await commit(store, chat(3), { sheet: null, aside: null })).toBe('committed');
    expect(await store.factsBetween(0, 1_000)).toEqual(['[1,2]']);
    expect(await store.load('c')).toEqual(chat(3));
  });

  test('are found by the minutes that they span', async () => {
    const store = await fresh();
    await commit(store, chat(), only('[1]', { first: 100, last: 200 }));
    await commit(store, chat(1, 'd'), only('[2]', { id: 's2', first: 300, last: 300 }));
    const between = (first: number, end: number) => store.factsBetween(first, end);
    expect(await between(0, 100)).toEqual([]);
    expect(await between(0, 101)).toEqual(['[1]']);
    expect(await between(150, 160)).toEqual(['[1]']);
    expect((await between(200, 301)).toSorted()).toEqual(['[1]', '[2]']);
    expect(await between(301, 999)).toEqual([]);
  });

  test('outlive their conversation, once', async () => {
    const database = await open();
    const store = await storeOn(database);
    await commit(store, chat(), only('[1]'));
    expect(await store.remove('c')).toBe(true);
    expect(await store.remove('c')).toBe(false);
    expect(await store.load('c')).toBeNull();
    expect(await store.factsBetween(0, 1_000)).toEqual(['[1]']);
    expect(await (await storeOn(await again(database))).factsBetween(0, 1_000)).toEqual(['[1]']);
    // Another chat of the same id is another one.
    await commit(store, chat(), only('[2]', { id: 's2' }));
    expect((await store.factsBetween(0, 1_000)).toSorted()).toEqual(['[1]', '[2]']);
  });

  test('that are put aside count once, whoever wins', async () => {
    const store = await fresh();
    await commit(store, chat(), only('[1,2]'));
    const apart = (rest: string) => ({ sheet: sheet(rest, { part: 1 }), aside: sheet('[1]', { id: 's1.0' }) });
    expect(await commit(store, chat(3), apart('[2,lost]'))).toBe('conflict');
    expect(await store.factsBetween(0, 1_000)).toEqual(['[1,2]']);
    expect(await commit(store, chat(2), apart('[2]'))).toBe('committed');
    expect((await store.factsBetween(0, 1_000)).toSorted()).toEqual(['[1]', '[2]']);
    await store.remove('c');
    expect((await store.factsBetween(0, 1_000)).toSorted()).toEqual(['[1]', '[2]']);
  });

  test('conversations without them are known until they have some', async () => {
    const store = await fresh();
    await store.commit(chat(), null);
    await store.commit(chat(1, 'd'), null);
    await commit(store, chat(1, 'e'), only('[1]', { id: 's3' }));
    expect((await store.withoutFacts(5)).toSorted()).toEqual(['c', 'd']);
    expect(await store.withoutFacts(1)).toHaveLength(1);
    await commit(store, chat(2), only('[]'));
    await store.commit(chat(2, 'd'), null);
    expect(await store.withoutFacts(5)).toEqual(['d']);
  });

  test('are read by an index', async () => {
    const plans = watchPlans(await open());
    const store = await storeOn(plans.database);
    await commit(store, chat(), only('[1]'));
    await store.factsBetween(0, 1_000);
    await store.withoutFacts(5);
    await store.remove('c');
    expect(await plans.scans()).toEqual([]);
  });

  test('of days before yesterday tell when they are amended, to those who open the store later, too', async () => {
    const database = await open();
    const store = await storeOn(database);
    expect(await store.amendments()).toEqual(new Map());
    await commit(store, chat(), { ...only('[1]'), amended: [20_700] });
    await commit(store, chat(1, 'd'), { ...only('[2]', { id: 's2' }), amended: [20_700, 20_701] });
    expect(await commit(store, chat(1, 'd'), { ...only('[lost]'), amended: [20_700] })).toBe('conflict');
    const amended = new Map([
      [20_700, 2],
      [20_701, 1],
    ]);
    expect(await store.amendments()).toEqual(amended);
    expect(await (await storeOn(await again(database))).amendments()).toEqual(amended);
  });

  test('that were counted are kept by day and by what they depend on', async () => {
    const database = await open();
    const store = await storeOn(database);
    const day = (date: string, mark: string) => ({
      date,
      mark,
      countedAt: '2026-11-30T12:00:00.000Z',
      counts: `counts ${mark}`,
    });
    const kept = async (basis: string) =>
      (await store.dayCounts(basis, '2026-11-01', '2026-11-30')).toSorted((a, b) => (a.date < b.date ? -1 : 1));
    await store.keepDayCounts('a', [day('2026-10-31', '1'), day('2026-11-01', '1'), day('2026-11-30', '1')]);
    await store.keepDayCounts('b', [day('2026-11-02', '2')]);
    await store.keepDayCounts('a', [day('2026-11-30', '3')]);
    expect(await kept('a')).toEqual([day('2026-11-01', '1'), day('2026-11-30', '3')]);
    await store.forgetDayCounts('a', '2026-11-02');
    const later = await storeOn(await again(database));
    expect(await later.dayCounts('a', '2026-01-01', '2026-12-31')).toEqual([day('2026-11-30', '3')]);
    expect(await kept('b')).toEqual([]);
  });
});
