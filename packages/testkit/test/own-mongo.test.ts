import { openDatabase } from '@acebuddy/storage';
import { expect, test } from 'vitest';
import { describeWithOwnMongo, eventually } from '../src/index.ts';

describeWithOwnMongo('a killed MongoDB server', { syncOnCommit: true, testCommands: true }, (server) => {
  test('keeps every acknowledged write, and the same client reaches it again after its restart', async () => {
    const database = await openDatabase({ mongodbUri: server().uri, name: 'killed' });
    if (database.kind !== 'mongo') throw new TypeError('expected MongoDB');
    const notes = database.db.collection<{ _id: number }>('notes');
    const acknowledged: number[] = [];
    const writing = (async () => {
      for (let id = 0; id < 1_000_000; id += 1) {
        await notes.insertOne({ _id: id });
        acknowledged.push(id);
      }
    })().catch((error: unknown) => error);
    await eventually(() => acknowledged.length > 200);

    await server().kill();
    await expect(writing).resolves.toBeInstanceOf(Error);
    await expect(database.ping()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await server().restart();

    await eventually(() =>
      database.ping().then(
        () => true,
        () => false,
      ),
    );
    const found = new Set((await notes.find().toArray()).map(({ _id }) => _id));
    expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
    await database.close();
  });

  test('a step-down in the middle of a write is retried by the driver and not seen by the caller', async () => {
    const database = await openDatabase({ mongodbUri: server().uri, name: 'stepdown' });
    if (database.kind !== 'mongo') throw new TypeError('expected MongoDB');
    const notes = database.db.collection<{ _id: number }>('notes');
    await notes.insertOne({ _id: 0 });
    await database.db.admin().command({
      configureFailPoint: 'failCommand',
      mode: { times: 1 },
      data: { failCommands: ['insert'], errorCode: 10_107, errorLabels: ['RetryableWriteError'] },
    });

    await notes.insertOne({ _id: 1 });

    expect(await notes.countDocuments()).toBe(2);
    await database.close();
  });
});
