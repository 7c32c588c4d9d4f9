import type { Database } from '@acebuddy/storage';
import { describeStores, watchPlans } from '@acebuddy/testkit';
import { describe, expect, test } from 'vitest';
import { createMongoConversationStore } from '../src/adapters/mongo-conversation-store.ts';
import { createSqliteConversationStore } from '../src/adapters/sqlite-conversation-store.ts';
import type { ConversationStore, StoredConversation, StoredTurn } from '../src/ports.ts';

async function storeOn(database: Database): Promise<ConversationStore> {
  return database.kind === 'mongo'
    ? createMongoConversationStore(database.db)
    : createSqliteConversationStore(database.db);
}

function conversation(id: string, change: Partial<StoredConversation> = {}): StoredConversation {
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
    ...change,
  };
}

function turn(conversationId: string, seq: number, sealed = `turn ${seq}`): StoredTurn {
  return { conversationId, seq, eventId: `event-${seq}`, at: at(seq), sealed };
}

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 10, minute)).toISOString();

describeStores('conversations', (open, again) => {
  const fresh = async () => storeOn(await open());

  describe('a commit', () => {
    test('of version 1 is read back as it was, and a second beginning is a conflict', async () => {
      const store = await fresh();
      const first = conversation('c', { dueAt: at(3), person: 'p', openRequestsOf: 'p', deadCount: 2 });
      expect(await store.load('c')).toBeNull();
      expect(await store.commit(first, null)).toBe('committed');
      expect(await store.commit({ ...first, sealed: 'other' }, null)).toBe('conflict');
      expect(await store.load('c')).toEqual(first);
    });

    test('replaces the version before it and no other', async () => {
      const store = await fresh();
      await store.commit(conversation('c'), null);
      expect(await store.commit(conversation('c', { version: 3 }), null)).toBe('conflict');
      expect(await store.commit(conversation('c', { version: 2, sealed: 'two' }), null)).toBe('committed');
      expect(await store.commit(conversation('c', { version: 2, sealed: 'late' }), null)).toBe('conflict');
      expect(await store.load('c')).toMatchObject({ version: 2, sealed: 'two' });
    });

    test('whose claim another conversation holds is a conflict, until that one is removed', async () => {
      const store = await fresh();
      expect(await store.commit(conversation('org/c'), null, [], 'c')).toBe('committed');
      expect(await store.commit(conversation('org/c', { version: 2 }), null)).toBe('committed');
      expect(await store.commit(conversation('c'), null, [], 'c')).toBe('conflict');
      expect(await store.load('c')).toBeNull();
      expect(await store.load('org/c')).toEqual(conversation('org/c', { version: 2 }));
      await store.remove('org/c');
      expect(await store.commit(conversation('c'), null, [], 'c')).toBe('committed');
    });

    test('by 32 writers at once in two replicas loses nothing', async () => {
      const database = await open();
      const replicas = [await storeOn(database), await storeOn(await again(database))];
      await replicas[0]?.commit(conversation('c', { sealed: '0' }), null);
      const increment = async (store: ConversationStore): Promise<void> => {
        for (;;) {
          const before = await store.load('c');
          if (before === null) throw new TypeError('the conversation is gone');
          const next = { ...before, version: before.version + 1, sealed: String(Number(before.sealed) + 1) };
          if ((await store.commit(next, turn('c', before.version))) === 'committed') return;
        }
      };
      await Promise.all(Array.from({ length: 32 }, (_, n) => increment(replicas[n % 2] as ConversationStore)));
      expect(await replicas[1]?.load('c')).toMatchObject({ version: 33, sealed: '32' });
      expect((await replicas[1]?.turns('c', 100, 100))?.map(({ seq }) => seq)).toEqual(
        Array.from({ length: 32 }, (_, n) => n + 1),
      );
    });

    test('of two that race has one winner', async () => {
      const database = await open();
      const replicas = [await storeOn(database), await storeOn(await again(database))];
      await replicas[0]?.commit(conversation('c'), null);
      const outcomes = await Promise.all(
        replicas.map((store, n) => store.commit(conversation('c', { version: 2, sealed: `by ${n}` }), null)),
      );
      expect(outcomes.toSorted()).toEqual(['committed', 'conflict']);
      expect((await replicas[0]?.load('c'))?.sealed).toBe(`by ${outcomes.indexOf('committed')}`);
    });
  });

  describe('turns', () => {
    test('come newest first up to the limit, in ascending order, and not beyond what was committed', async () => {
      const store = await fresh();
      await store.commit(conversation('c'), null);
      for (const seq of [1, 2, 3, 4]) await store.commit(conversation('c', { version: seq + 1 }), turn('c', seq));
      expect(await store.turns('c', 3, 2)).toEqual([turn('c', 2), turn('c', 3)]);
      expect(await store.turns('c', 0, 10)).toEqual([]);
      expect(await store.turns('other', 9, 10)).toEqual([]);
    });

    test('are found by their event in their own conversation', async () => {
      const store = await fresh();
      await store.commit(conversation('c'), null);
      await store.commit(conversation('c', { version: 2 }), turn('c', 1));
      expect(await store.findTurnByEvent('c', 'event-1')).toEqual(turn('c', 1));
      expect(await store.findTurnByEvent('c', 'event-2')).toBeNull();
      expect(await store.findTurnByEvent('d', 'event-1')).toBeNull();
    });

    test('settled twice, because the process died before its commit, exist once', async () => {
      const store = await fresh();
      await store.commit(conversation('c'), null);
      // The crash: the turn was written, the conversation was not (a version nobody waits for stands in for it).
      await store.commit(conversation('c', { version: 9 }), turn('c', 1));
      expect(await store.commit(conversation('c', { version: 2 }), turn('c', 1))).toBe('committed');
      expect(await store.turns('c', 9, 9)).toHaveLength(1);
    });

    test('settled from an outdated state by a writer that lost do not hide the last words', async () => {
      const store = await fresh();
      await store.commit(conversation('c'), null);
      await store.commit(conversation('c', { version: 2 }), null);
      expect(await store.commit(conversation('c', { version: 2 }), turn('c', 1, 'promised'))).toBe('conflict');
      expect(await store.commit(conversation('c', { version: 3 }), turn('c', 1, 'the number'))).toBe('committed');
      expect(await store.commit(conversation('c', { version: 2 }), turn('c', 1, 'promised'))).toBe('conflict');
      expect(await store.turns('c', 1, 1)).toEqual([turn('c', 1, 'the number')]);
    });
  });

  test('the newest conversation of a chat is found by the chat', async () => {
    const store = await fresh();
    await store.commit(conversation('old', { chatId: 'x', updatedAt: at(1) }), null);
    await store.commit(conversation('new', { chatId: 'x', updatedAt: at(2) }), null);
    expect((await store.findByChatId('x', ['', '']))?.id).toBe('new');
    expect((await store.findByChatId('x', ['new', 'none']))?.id).toBe('old');
    expect(await store.findByChatId('x', ['new', 'old'])).toBeNull();
    expect(await store.findByChatId('y', ['', ''])).toBeNull();
  });

  test('due conversations come longest waiting first, up to the limit, without those that are not due', async () => {
    const store = await fresh();
    for (const [id, dueAt] of [
      ['late', at(9)],
      ['b', at(2)],
      ['a', at(1)],
      ['never', null],
      ['c', at(3)],
    ] as const)
      await store.commit(conversation(id, { dueAt }), null);
    expect(await store.due(at(3), 10)).toEqual(['a', 'b', 'c']);
    expect(await store.due(at(3), 2)).toEqual(['a', 'b']);
    await store.commit(conversation('a', { version: 2 }), null);
    expect(await store.due(at(3), 10)).toEqual(['b', 'c']);
  });

  test("open requests are one person's, newest first", async () => {
    const store = await fresh();
    await store.commit(conversation('a', { openRequestsOf: 'ann', updatedAt: at(1) }), null);
    await store.commit(conversation('b', { openRequestsOf: 'ann', updatedAt: at(2) }), null);
    await store.commit(conversation('c', { openRequestsOf: 'bob' }), null);
    await store.commit(conversation('d'), null);
    expect((await store.openRequests('ann', 9)).map(({ id }) => id)).toEqual(['b', 'a']);
    expect(await store.openRequests('ann', 1)).toHaveLength(1);
  });

  test('conversations with dead work, and those of a person, are paged by id without gaps or repeats', async () => {
    const store = await fresh();
    const ids = ['a', 'b', 'c', 'd', 'e'];
    for (const id of ids) await store.commit(conversation(id, { deadCount: 1, person: 'ann' }), null);
    await store.commit(conversation('bb'), null);
    const seen: Record<'dead' | 'person', string[]> = { dead: [], person: [] };
    for (const [name, list] of [
      ['dead', (page: { after?: string; limit: number }) => store.withDeadWork(page)],
      ['person', (page: { after?: string; limit: number }) => store.ofPerson('ann', page)],
    ] as const)
      for (let after: string | undefined; ; ) {
        const page = await list({ limit: 2, ...(after === undefined ? {} : { after }) });
        seen[name].push(...page.map(({ id }) => id));
        after = page.at(-1)?.id;
        if (page.length < 2) break;
      }
    expect(seen).toEqual({ dead: ids, person: ids });
  });

  test('a person is found by the links of a conversation as well, each conversation once, page by page', async () => {
    const store = await fresh();
    const link = (conversationId: string, person: string) =>
      ({ conversationId, link: person, person, sealed: 'address' }) as const;
    await store.commit(conversation('a', { person: 'bob' }), null, [link('a', 'ann')]);
    await store.commit(conversation('b', { person: 'ann' }), null, [link('b', 'ann'), link('b', 'carl')]);
    await store.commit(conversation('c', { person: 'ann' }), null);
    await store.commit(conversation('d', { person: 'bob' }), null, [link('d', 'carl')]);
    const first = await store.ofPerson('ann', { limit: 2 });
    expect(first.map(({ id }) => id)).toEqual(['a', 'b']);
    expect((await store.ofPerson('ann', { after: 'b', limit: 2 })).map(({ id }) => id)).toEqual(['c']);
    expect((await store.ofPerson('carl', { limit: 9 })).map(({ id }) => id)).toEqual(['b', 'd']);
    await store.remove('b');
    expect((await store.ofPerson('carl', { limit: 9 })).map(({ id }) => id)).toEqual(['d']);
  });

  test('idle conversations are those not changed since then, longest first', async () => {
    const store = await fresh();
    for (const [id, minute] of [
      ['b', 2],
      ['a', 1],
      ['c', 3],
    ] as const)
      await store.commit(conversation(id, { updatedAt: at(minute) }), null);
    expect(await store.idleSince(at(3), 10)).toEqual(['a', 'b']);
    expect(await store.idleSince(at(3), 1)).toEqual(['a']);
  });

  test('a removed conversation takes its turns along and leaves the others', async () => {
    const store = await fresh();
    for (const id of ['c', 'd']) {
      await store.commit(conversation(id), null);
      await store.commit(conversation(id, { version: 2 }), turn(id, 1));
    }
    expect(await store.remove('c')).toBe(true);
    expect(await store.remove('c')).toBe(false);
    expect([await store.load('c'), await store.turns('c', 9, 9)]).toEqual([null, []]);
    expect(await store.turns('d', 9, 9)).toHaveLength(1);
  });

  test('a cursor starts at 0, moves from where it is, and only one of many movers wins', async () => {
    const database = await open();
    const replicas = [await storeOn(database), await storeOn(await again(database))];
    expect(await replicas[0]?.cursor('news')).toBe(0);
    for (const from of [0, 7]) {
      const moved = await Promise.all(
        Array.from({ length: 10 }, (_, n) => replicas[n % 2]?.moveCursor('news', from, from + 7)),
      );
      expect(moved.filter((won) => won === true)).toHaveLength(1);
    }
    expect(await replicas[1]?.moveCursor('news', 7, 99)).toBe(false);
    expect(await replicas[1]?.moveCursor('news', 0, 99)).toBe(false);
    expect(await replicas[1]?.cursor('news')).toBe(14);
    expect(await replicas[1]?.cursor('other')).toBe(0);
  });

  test('no query reads more than its index', async () => {
    const plans = watchPlans(await open());
    const store = await storeOn(plans.database);
    await store.commit(conversation('c', { dueAt: at(1), person: 'p', openRequestsOf: 'p', deadCount: 1 }), null, [
      { conversationId: 'c', link: 'p', person: 'p', sealed: 'address' },
    ]);
    await store.commit(conversation('c', { version: 2 }), turn('c', 1));
    await store.due(at(2), 5);
    await store.openRequests('p', 5);
    await store.ofPerson('p', { limit: 5 });
    await store.withDeadWork({ limit: 5 });
    await store.idleSince(at(9), 5);
    await store.turns('c', 5, 5);
    expect(await plans.scans()).toEqual([]);
    expect(plans.looked()).toBeGreaterThanOrEqual(6);
  });

  test('a closed store says STORE_UNAVAILABLE', async () => {
    const database = await open();
    const store = await storeOn(database);
    await database.close();
    await expect(store.load('c')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(store.commit(conversation('c'), null)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});
