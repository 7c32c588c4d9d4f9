import { openDatabase } from '@acebuddy/storage';
import { describeWithMongo } from '@acebuddy/testkit';
import type { Db, Document } from 'mongodb';
import { expect, it, onTestFinished } from 'vitest';
import { createMongoLedger } from '../src/adapters/mongo-ledger.ts';
import { openStores } from '../src/adapters/open-stores.ts';
import { request, testCipher } from './harness.ts';

/** Whether the plan reads an index and not the whole collection. */
function usesIndex(plan: Document): boolean {
  const text = JSON.stringify(plan);
  return text.includes('IXSCAN') && !text.includes('COLLSCAN');
}

describeWithMongo('every query of the stores in MongoDB', (mongo) => {
  const openDb = async (): Promise<Db> => {
    const database = await openDatabase({ mongodbUri: mongo.uri(), name: mongo.databaseName() });
    onTestFinished(() => database.close());
    if (database.kind !== 'mongo') throw new TypeError('expected MongoDB');
    const { ledger } = await openStores({ database, cipher: testCipher, now: () => new Date(0) });
    for (let index = 0; index < 50; index += 1) {
      const { reference, draft } = request();
      const step = { id: `s${index}`, foreground: true, payload: { kind: 'create', reference, draft } } as const;
      await ledger.addRequest(`r${index}`, `request-${index}`, [step], index);
    }
    return database.db;
  };

  it('is served by an index', async () => {
    const db = await openDb();
    const queries: [string, Document, Document][] = [
      ['lanes', { rank: 0, dueAt: { $lte: 40 } }, { dueAt: 1 }],
      ['lanes', { rank: 0, dueAt: { $gte: 0 } }, { dueAt: 1 }],
      ['lanes', { ticketId: '7', hasCreate: true }, { createdAt: -1 }],
      ['lanes', { createdAt: { $lt: 9 } }, {}],
      ['steps', { outboxKey: { $gt: 'x' } }, { outboxKey: 1 }],
      ['steps', { finishedAt: { $lt: 9 } }, {}],
      ['steps', { laneId: 'r1' }, {}],
      ['steps', { _id: { $gte: 's1', $lt: 's2' } }, { createdAt: -1, _id: -1 }],
      ['news', { key: 'created:r1' }, {}],
      ['news', { createdAt: { $lt: 9 } }, {}],
      ['watches', { dueAt: { $lte: 9 } }, { dueAt: 1 }],
      ['watches', { createdAt: { $lt: 9 } }, {}],
      ['desk_events', { seenAt: { $lt: 9 } }, {}],
    ];
    for (const [collection, filter, sort] of queries) {
      const plan = await db.collection(collection).find(filter).sort(sort).explain('queryPlanner');
      expect(usesIndex(plan), `${collection} ${JSON.stringify(filter)}`).toBe(true);
    }
  });

  it('keeps no step that a crash left outside of its lane, and every other one', async () => {
    const db = await openDb();
    const steps = db.collection<{ _id: string; laneId: string }>('steps');
    const [some] = await steps.find({ _id: 's7' }).toArray();
    if (some === undefined) throw new Error('no step');
    await steps.insertOne({ ...some, _id: 'orphan' });
    const ledger = await createMongoLedger({ db, cipher: testCipher });
    await ledger.prune(0, 60_000);
    expect(await ledger.step('orphan')).toBeNull();
    expect(await steps.countDocuments()).toBe(50);
  });

  it('shows no customer’s words in a dump of the store', async () => {
    const db = await openDb();
    const dump = JSON.stringify(await db.collection('steps').find().toArray());
    expect(dump).toContain('"kind":"create"');
    for (const words of ['carol', 'Password Reset', 'zylker', '888 900']) expect(dump).not.toContain(words);
  });
});
