import type { Database } from '@acebuddy/storage';
import { describeStores, watchPlans } from '@acebuddy/testkit';
import { expect, test } from 'vitest';
import { createMongoConversationStore } from '../src/adapters/mongo-conversation-store.ts';
import { createMongoLearningStore } from '../src/adapters/mongo-learning-store.ts';
import { createSqliteConversationStore } from '../src/adapters/sqlite-conversation-store.ts';
import { createSqliteLearningStore } from '../src/adapters/sqlite-learning-store.ts';
import type { DoubtFilter, NewDoubt, StoredLabel } from '../src/learning-ports.ts';

async function storesOn(database: Database) {
  return database.kind === 'mongo'
    ? {
        chats: await createMongoConversationStore(database.db),
        store: await createMongoLearningStore(database.db),
      }
    : { chats: createSqliteConversationStore(database.db), store: createSqliteLearningStore(database.db) };
}

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 10, minute)).toISOString();
const doubt = (conversationId: string, seq: number, minute: number, change: Partial<NewDoubt> = {}): NewDoubt => ({
  ...{ conversationId, seq, kind: 'none', language: 'en', at: at(minute) },
  ...change,
});
const label = (conversationId: string, seq: number, change: Partial<StoredLabel> = {}): StoredLabel => ({
  ...{ conversationId, seq, at: at(0), head: 'topic', name: 'printer_issues', sealed: `label ${seq}` },
  ...change,
});
const chat = (id: string, version: number) => ({
  ...{ id, version, chatId: id, dueAt: null, openRequestsOf: null, person: null, deadCount: 0 },
  ...{ updatedAt: at(0), sealed: 'sealed' },
});

describeStores('learning', (open) => {
  test('doubts come newest first, page by page, by what they are filtered by, and go with their chat', async () => {
    const { chats, store } = await storesOn(await open());
    const commit = (id: string, version: number, doubts: readonly NewDoubt[]) =>
      chats.commit(chat(id, version), null, [], null, undefined, doubts);
    await commit('a', 1, [doubt('a', 1, 1), doubt('a', 2, 1, { kind: 'unsure' })]);
    await commit('b', 1, [doubt('b', 1, 1, { language: 'es' })]);
    await commit('b', 2, [doubt('b', 3, 3, { kind: 'people' })]);
    expect(await commit('b', 2, [doubt('b', 9, 9)])).toBe('conflict');
    const paged = async (filter: DoubtFilter) => {
      const seen: string[] = [];
      for (let before: ReturnType<typeof doubt> | undefined; ; ) {
        const found = await store.doubts(filter, { limit: 2, ...(before === undefined ? {} : { before }) });
        seen.push(...found.map(({ conversationId, seq }) => `${conversationId}${seq}`));
        if (found.length < 2) return seen;
        before = found.at(-1) as never;
      }
    };
    expect(await paged({})).toEqual(['b3', 'b1', 'a2', 'a1']);
    expect(await paged({ kind: 'unsure' })).toEqual(['a2']);
    expect(await paged({ language: 'es' })).toEqual(['b1']);
    expect(await paged({ from: at(2) })).toEqual(['b3']);
    expect(await paged({ to: at(3) })).toEqual(['b1', 'a2', 'a1']);
    await commit('a', 2, [doubt('a', 1, 5, { kind: 'switched' })]);
    expect(await paged({})).toEqual(['a1', 'b3', 'b1', 'a2']);
    await store.putLabel(label('a', 1), []);
    expect([await paged({ labelled: true }), await paged({ labelled: false })]).toEqual([['a1'], ['b3', 'b1', 'a2']]);
    await store.removeLabel({ conversationId: 'a', seq: 1 });
    expect(await paged({ labelled: true })).toEqual([]);
    await chats.remove('a');
    expect(await paged({})).toEqual(['b3', 'b1']);
  });

  test('a turn is kept although its row cannot be written', async () => {
    const database = await open();
    const { chats, store } = await storesOn(database);
    // In SQLite turn and row are one transaction: there is no such moment.
    if (database.kind === 'mongo')
      await database.db.command({ collMod: 'doubts', validator: { never: { $exists: true } } });
    expect(await chats.commit(chat('a', 1), null, [], null, undefined, [doubt('a', 1, 1)])).toBe('committed');
    expect(await chats.commit(chat('a', 2), null, [], null, undefined, [doubt('a', 2, 2)])).toBe('committed');
    expect(await chats.load('a')).toMatchObject({ version: 2 });
    expect(await store.doubts({}, { limit: 5 })).toHaveLength(database.kind === 'mongo' ? 0 : 2);
  });

  test('a label replaces the one before, is found by its person, and outlives its chat', async () => {
    const { chats, store } = await storesOn(await open());
    await chats.commit(chat('a', 1), null);
    const person = (conversationId: string, seq: number, name: string) => ({
      ...{ conversationId, seq, link: name, person: name, sealed: 'address' },
    });
    await store.putLabel(label('a', 1), [person('a', 1, 'ann'), person('a', 1, 'bob')]);
    await store.putLabel(label('a', 1, { head: 'act', name: 'human', sealed: 'again' }), [person('a', 1, 'ann')]);
    await store.putLabel(label('b', 7, { name: null }), [person('b', 7, 'ann')]);
    expect(await store.label({ conversationId: 'a', seq: 1 })).toEqual(
      label('a', 1, { head: 'act', name: 'human', sealed: 'again' }),
    );
    await chats.remove('a');
    expect((await store.labelsOfPerson('ann')).map(({ seq }) => seq)).toEqual([1, 7]);
    expect((await store.labelsOfChat('b')).map(({ seq }) => seq)).toEqual([7]);
    expect(await store.countLabels()).toEqual([
      { head: 'act', name: 'human', count: 1 },
      { head: 'topic', name: null, count: 1 },
    ]);
    expect((await store.labels({ limit: 1 })).map(({ seq }) => seq)).toEqual([1]);
    expect((await store.labels({ after: { conversationId: 'a', seq: 1 }, limit: 9 })).map(({ seq }) => seq)).toEqual([
      7,
    ]);
    expect(await store.removeLabel({ conversationId: 'a', seq: 1 })).toBe(true);
    expect(await store.removeLabel({ conversationId: 'a', seq: 1 })).toBe(false);
    expect(await store.labelsOfPerson('bob')).toEqual([]);
  });

  test('a model is kept with its parts in order until it is named no more', async () => {
    const { store } = await storesOn(await open());
    const parts = Array.from({ length: 12 }, (_, part) => `part ${part}`);
    await store.putModel(1, 'card 1', parts);
    await store.putModel(2, 'card 2', ['only']);
    expect([await store.card(1), await store.parts(1)]).toEqual(['card 1', parts]);
    await store.keepModels([2]);
    expect([await store.card(1), await store.parts(1), await store.parts(2)]).toEqual([null, [], ['only']]);
  });

  test('no query reads more than its index', async () => {
    const plans = watchPlans(await open());
    const { store } = await storesOn(plans.database);
    await store.putLabel(label('a', 1), [{ conversationId: 'a', seq: 1, link: 'p', person: 'p', sealed: 's' }]);
    await store.doubts({ kind: 'none', labelled: false }, { limit: 5 });
    await store.labelsOfPerson('p');
    await store.labelsOfChat('a');
    await store.labels({ after: { conversationId: 'a', seq: 0 }, limit: 5 });
    await store.parts(1);
    expect(await plans.scans()).toEqual([]);
  });
});
