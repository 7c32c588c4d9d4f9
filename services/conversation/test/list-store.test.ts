import type { Database } from '@acebuddy/storage';
import { describeStores, eventually, watchPlans } from '@acebuddy/testkit';
import { expect, test } from 'vitest';
import { createMongoConversationStore } from '../src/adapters/mongo-conversation-store.ts';
import { createSqliteConversationStore } from '../src/adapters/sqlite-conversation-store.ts';
import type { ConversationStore, ListColumns, ListFilter, NewConversation } from '../src/ports.ts';

const storeOn = async (database: Database): Promise<ConversationStore> =>
  database.kind === 'mongo' ? createMongoConversationStore(database.db) : createSqliteConversationStore(database.db);

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 10, minute)).toISOString();
const nothing: ListColumns = {
  state: 'active',
  workflow: null,
  outcome: null,
  proof: null,
  language: 'en',
  rating: null,
  personSince: null,
  lateSince: null,
  unhappyAt: null,
  deadSince: null,
  began: at(0),
};

function chat(id: string, list: Partial<ListColumns> | null, change: Partial<NewConversation> = {}): NewConversation {
  return {
    id,
    version: 1,
    chatId: `chat-of-${id}`,
    dueAt: null,
    openRequestsOf: null,
    person: null,
    deadCount: 0,
    updatedAt: at(0),
    sealed: `sealed ${id}`,
    ...(list !== null && { list: { ...nothing, ...list } }),
    ...change,
  };
}

describeStores('lists of conversations', (open) => {
  const fresh = async () => storeOn(await open());

  test('of those that wait go from the longest waiting on, page by page, those of one moment by their ids', async () => {
    const store = await fresh();
    for (const [id, since, minute, state] of [
      ['a', 5, 9, 'active'],
      ['b', 1, 8, 'active'],
      ['c', 3, 30, 'ticket'],
      ['d', 3, 6, 'active'],
      ['e', 3, 5, 'active'],
      ['f', null, 4, 'active'],
    ] as const) {
      const personSince = since === null ? null : at(since);
      await store.commit(chat(id, { state, personSince }, { updatedAt: at(minute) }), null);
    }
    const needs = { moment: 'personSince', within: { since: at(0) } } as const;
    const pages = async (filter: ListFilter, limit: number) => {
      const seen: string[] = [];
      for (let after: { since: string; id: string } | undefined; ; ) {
        const page = await store.waiting({ ...filter, needs }, { limit, ...(after !== undefined && { after }) });
        for (const { since, conversation } of page) seen.push(`${conversation.id} ${since.slice(14, 16)}`);
        const last = page.at(-1);
        if (last === undefined) return seen;
        after = { since: last.since, id: last.conversation.id };
      }
    };
    expect(await pages({}, 2)).toEqual(['b 01', 'c 03', 'd 03', 'e 03', 'a 05']);
    expect(await pages({ state: 'active' }, 3)).toEqual(['b 01', 'd 03', 'e 03', 'a 05']);
    expect(await pages({ from: at(6), to: at(9) }, 9)).toEqual(['b 01', 'c 03', 'd 03', 'a 05']);
    expect(await pages({ to: at(0) }, 9)).toEqual([]);
    expect((await store.waiting({ needs }, { limit: 1 }))[0]?.conversation).toEqual(await store.load('b'));
  });
  const idsOf = async (store: ConversationStore, filter: ListFilter = {}, limit = 20) =>
    (await store.list(filter, { limit })).map(({ id }) => id);

  test('go from the newest change to the oldest, page by page, those of one moment by their ids', async () => {
    const store = await fresh();
    for (const [id, minute] of [
      ['a', 1],
      ['b', 3],
      ['c', 2],
      ['d', 3],
      ['e', 0],
    ] as const)
      await store.commit(chat(id, {}, { updatedAt: at(minute) }), null);
    const seen: string[] = [];
    for (let before: { updatedAt: string; id: string } | undefined; ; ) {
      const page = await store.list({}, { limit: 2, ...(before !== undefined && { before }) });
      seen.push(...page.map(({ id }) => id));
      before = page.at(-1);
      if (page.length < 2) break;
    }
    expect(seen).toEqual(['d', 'b', 'c', 'a', 'e']);
    expect(await store.list({}, { limit: 1 })).toEqual([{ ...chat('d', null), updatedAt: at(3) }]);
  });

  test('are filtered by everything that is given', async () => {
    const store = await fresh();
    await store.commit(chat('a', { state: 'ticket', workflow: 'printer', rating: 2 }, { updatedAt: at(1) }), null);
    await store.commit(chat('b', { state: 'ticket', workflow: 'email', rating: 5 }, { updatedAt: at(2) }), null);
    await store.commit(chat('c', { language: 'de', proof: 'verified', outcome: 'solved' }, { updatedAt: at(3) }), null);
    await store.commit(chat('old', null, { updatedAt: at(4) }), null);
    expect(await idsOf(store)).toEqual(['old', 'c', 'b', 'a']);
    expect(await idsOf(store, { state: 'ticket' })).toEqual(['b', 'a']);
    expect(await idsOf(store, { state: 'ticket', workflow: 'email' })).toEqual(['b']);
    expect(await idsOf(store, { state: 'ticket', language: 'de' })).toEqual([]);
    expect(await idsOf(store, { proof: 'verified' })).toEqual(['c']);
    expect(await idsOf(store, { outcome: 'solved' })).toEqual(['c']);
    expect(await idsOf(store, { ratingMin: 1, ratingMax: 2 })).toEqual(['a']);
    expect(await idsOf(store, { ratingMin: 3 })).toEqual(['b']);
  });

  test('of a span have what went on in it: what began before its end, and was not over before its beginning', async () => {
    const store = await fresh();
    for (const [id, began, last] of [
      ['over before', 0, 9],
      ['over within', 0, 12],
      ['from its beginning', 10, 10],
      ['within', 12, 15],
      ['beyond its end', 15, 40],
      ['through all of it', 0, 41],
      ['from its end', 20, 20],
      ['after', 30, 50],
    ] as const)
      await store.commit(chat(id, { began: at(began), language: 'de' }, { updatedAt: at(last) }), null);
    const span = { from: at(10), to: at(20) };
    const within = ['through all of it', 'beyond its end', 'within', 'over within', 'from its beginning'];
    expect(await idsOf(store, span)).toEqual(within);
    expect(await idsOf(store, { ...span, language: 'de' })).toEqual(within);
    expect(await idsOf(store, { ...span, language: 'en' })).toEqual([]);
    expect(await idsOf(store, { to: at(10) })).toEqual(['through all of it', 'over within', 'over before']);
    // Page by page, across its end too.
    const seen: string[] = [];
    for (let before: { updatedAt: string; id: string } | undefined; ; ) {
      const page = await store.list(span, { limit: 2, ...(before !== undefined && { before }) });
      seen.push(...page.map(({ id }) => id));
      before = page.at(-1);
      if (page.length < 2) break;
    }
    expect(seen).toEqual(within);
  });

  test('of a span have what an older release wrote by its last change', async () => {
    const database = await open();
    const store = await storeOn(database);
    for (const [id, last] of [
      ['before', 9],
      ['within', 15],
      ['at its end', 20],
    ] as const)
      await store.commit(chat(id, { began: at(0) }, { updatedAt: at(last) }), null);
    if (database.kind === 'mongo')
      await database.db.collection('conversations').updateMany({}, { $unset: { 'list.began': '' } });
    else database.db.exec('UPDATE conversations SET began = NULL');
    await store.commit(chat('without a list', null, { updatedAt: at(16) }), null);
    expect(await idsOf(store, { from: at(10), to: at(20) })).toEqual(['without a list', 'within']);
  });

  test('follow a change, in what they are filtered by, too', async () => {
    const store = await fresh();
    await store.commit(chat('a', { state: 'active', personSince: at(1) }), null);
    const needy: ListFilter = { needs: { moment: 'personSince', within: {} } };
    expect(await idsOf(store, needy)).toEqual(['a']);
    await store.commit(chat('a', { state: 'closed' }, { version: 2, updatedAt: at(5) }), null);
    expect(await idsOf(store, { state: 'active' })).toEqual([]);
    expect(await idsOf(store, { state: 'closed' })).toEqual(['a']);
    expect(await idsOf(store, needy)).toEqual([]);
    await store.remove('a');
    expect(await idsOf(store)).toEqual([]);
  });

  test('count what needs somebody, each within its span, with the oldest moment', async () => {
    const store = await fresh();
    await store.commit(chat('a', { personSince: at(1), unhappyAt: at(9) }), null);
    await store.commit(chat('b', { personSince: at(4), deadSince: at(2) }, { deadCount: 3 }), null);
    await store.commit(chat('c', { lateSince: at(7) }), null);
    await store.commit(chat('d', {}), null);
    await store.commit(chat('old', null, { deadCount: 1 }), null);
    const needs = await store.needs({
      personSince: { since: at(2) },
      lateSince: { until: at(6) },
      unhappyAt: { since: at(9) },
      deadSince: {},
    });
    expect(needs).toEqual({
      personSince: { count: 1, oldestAt: at(4) },
      lateSince: { count: 0, oldestAt: null },
      unhappyAt: { count: 1, oldestAt: at(9) },
      deadSince: { count: 3, oldestAt: at(2) },
    });
    expect(await idsOf(store, { needs: { moment: 'personSince', within: { since: at(2) } } })).toEqual(['b']);
    expect(await idsOf(store, { needs: { moment: 'lateSince', within: { until: at(7) } } })).toEqual(['c']);
  });

  test('tell which conversations an older release wrote last', async () => {
    const store = await fresh();
    await store.commit(chat('a', {}, { updatedAt: at(1) }), null);
    await store.commit(chat('b', null, { updatedAt: at(2) }), null);
    expect(await store.listed('', { limit: 9 })).toEqual([
      { id: 'b', updatedAt: at(2), isCurrent: false },
      { id: 'a', updatedAt: at(1), isCurrent: true },
    ]);
    await store.commit(chat('a', null, { version: 2, updatedAt: at(3) }), null);
    await store.commit(chat('b', {}, { version: 2, updatedAt: at(2) }), null);
    expect(await store.listed('', { limit: 9 })).toMatchObject([
      { id: 'a', isCurrent: false },
      { id: 'b', isCurrent: true },
    ]);
    expect(await store.listed(at(3), { limit: 9 })).toHaveLength(1);
    expect(await store.listed('', { before: { updatedAt: at(3), id: 'a' }, limit: 9 })).toHaveLength(1);
  });

  test('have a mark that changes with what leaves a conversation at its place, far behind the newest, for every replica', async () => {
    const database = await open();
    const store = await storeOn(database);
    const other = database.kind === 'mongo' ? await storeOn(database) : store;
    for (let n = 0; n < 25; n += 1) await store.commit(chat(`chat-${n}`, {}, { updatedAt: at(n) }), null);
    const before = await other.mark();
    const change = { version: 2, deadCount: 1, staysInPlace: true };
    expect(await store.commit(chat('chat-0', {}, change), null)).toBe('committed');
    await eventually(async () => (await other.mark()) !== before);
  });

  test('have a mark that changes with every commit and every removal, within one moment, too', async () => {
    const store = await fresh();
    let before = await store.mark();
    const changes = [
      () => store.commit(chat('b', {}), null),
      () => store.commit(chat('a', {}), null),
      () => store.commit(chat('a', {}, { version: 2 }), null),
      () => store.remove('a'),
    ];
    for (const change of changes) {
      await change();
      const mark = await store.mark();
      expect(mark).not.toBe(before);
      before = mark;
    }
    await store.commit(chat('b', {}, { version: 5 }), null);
    expect(await store.mark()).toBe(before);
  });

  test('are read by an index', async () => {
    const plans = watchPlans(await open());
    const store = await storeOn(plans.database);
    await store.commit(chat('a', { personSince: at(1) }), null);
    const page = { before: { updatedAt: at(9), id: 'x' }, limit: 5 };
    await store.list({}, { limit: 5 });
    await store.list({ state: 'active', ratingMin: 2, from: at(0), to: at(8) }, page);
    await store.list({ needs: { moment: 'personSince', within: { since: at(0) } } }, page);
    await store.listed('', page);
    await store.needs({ personSince: {}, lateSince: {}, unhappyAt: {}, deadSince: {} });
    await store.mark();
    expect(await plans.scans()).toEqual([]);
    expect(plans.looked()).toBeGreaterThanOrEqual(5);
  });
});
