import type { Learned, Learner } from '@acebuddy/detection/learn';
import { createLocalClient, createLogger } from '@acebuddy/service-kit';
import { createRecordCipher, openDatabase, reseal } from '@acebuddy/storage';
import { describe, expect, it } from 'vitest';
import { sealedPlaces } from '../src/adapters/sealed-places.ts';
import type { ConversationRouter } from '../src/router.ts';
import type { ConversationServer } from '../src/server.ts';
import { createHarness, encryptionKeys, message } from './harness.ts';

const actor = { role: 'admin', key: 'abcd1234' } as const;
const logger = createLogger({ name: 'test', level: 'silent' });
const email = 'ann@firm.example';
const printer = { kind: 'topic', workflow: 'printer_issues' } as const;

const group = { head: 'topic', set: 'development', name: 'email_issues', language: null, count: 100 } as const;
const good = {
  before: 90,
  after: 92,
  lost: 0,
  gained: 2,
  error: 0.03,
  isWorse: false,
  contradicted: 0,
  isContradicted: false,
};
const bad = { ...good, after: 70, lost: 20, gained: 0, isWorse: true };

/** Learns at once, what it is told to; remembers what it was given. */
function fakeLearner() {
  const given: Parameters<Learner['learn']>[0][] = [];
  const next: { model: string; group: typeof good; fails: boolean } = { model: 'one', group: good, fails: false };
  const learner: Learner = {
    async learn(request, onProgress): Promise<Learned> {
      given.push(request);
      onProgress({ phase: 'topics', language: null, share: 0.5 });
      if (next.fails) throw new Error('no memory');
      return {
        model: Buffer.from(next.model),
        groups: [{ ...group, ...next.group }],
        learnedFrom: request.lines.length,
        heldOut: 0,
      };
    },
    close: async () => {},
  };
  return { learner, given, next };
}

/** What a replica reads with, as text; "broken" cannot be read. */
function fakeReadings() {
  const held = { use: 'shipped' };
  const open = (bytes: Uint8Array | null) => {
    const text = bytes === null ? 'shipped' : Buffer.from(bytes).toString();
    if (text.startsWith('broken')) throw new Error('no model');
    return text;
  };
  return {
    held,
    readings: {
      use: (bytes: Uint8Array | null) => {
        held.use = open(bytes);
      },
      check: (bytes: Uint8Array) => void open(bytes),
    },
  };
}

const clientOf = ({ router }: ConversationServer) =>
  createLocalClient<ConversationRouter>({ name: 'conversation', router, logger, timeoutMs: 5_000 });
const key = (conversationId: string, seq = 1) => ({ conversationId: conversationId as never, seq });

async function product() {
  const database = await openDatabase({ sqliteFile: ':memory:', name: 'conversation' });
  const harness = await createHarness({ database });
  const made = fakeLearner();
  const replica = async () => {
    const { held, readings } = fakeReadings();
    const learns = {
      readings,
      learner: made.learner,
      workflows: [{ id: 'printer_issues', name: 'Printer', examples: [] }],
      cacheFolder: null,
    };
    const server = await harness.replica({ learns });
    server.start();
    return { held, server, client: clientOf(server) };
  };
  const first = await replica();
  const says = (text: string, chat = 'chat-1') =>
    first.server.conversation.handleMessage(
      message(text, {
        conversationId: chat,
        address: { chatId: chat },
        visitor: { id: chat, name: 'Ann Smith', email },
      }),
    );
  const train = async () => {
    await first.client.trainModel.mutate({ actor });
    await expect.poll(async () => (await first.client.learning.query()).training?.state).not.toBe('running');
    return (await first.client.learning.query()).models[0];
  };
  return {
    database,
    harness,
    made,
    replica,
    first,
    says,
    train,
    async [Symbol.asyncDispose]() {
      await harness[Symbol.asyncDispose]();
      await database.close();
    },
  };
}

describe('labels', () => {
  it('become training lines without who wrote them, replace each other, and can be taken away', async () => {
    await using world = await product();
    const { client } = world.first;
    await world.says('Ann Smith here, 555 123 4567 or ann@firm.example: the thing jams');
    expect(await client.labelMessages.mutate({ messages: [key('chat-1')], label: printer, actor })).toEqual({
      done: 1,
      failed: [],
    });
    await world.train();
    expect(world.made.given[0]?.lines).toMatchObject([
      {
        text: 'Sam Sam here, 5550100 or name@example.com: the thing jams',
        group: 'chat-1',
        target: { head: 'topic', workflow: 'printer_issues' },
      },
    ]);
    await client.labelMessages.mutate({ messages: [key('chat-1')], label: { kind: 'act', act: 'human' }, actor });
    expect((await client.learning.query()).labels).toEqual([{ head: 'act', name: 'human', count: 1 }]);
    await client.labelMessages.mutate({ messages: [key('chat-1')], label: null, actor });
    expect((await client.learning.query()).labels).toEqual([]);
    expect((await client.learning.query()).models[0]?.labelsGone).toBe(1);
  });

  it('that say nothing that can be learned are refused, each for itself, and the rest is kept', async () => {
    await using world = await product();
    await world.says('the thing jams');
    const { client } = world.first;
    const label = { kind: 'topic', workflow: 'no_such' } as const;
    expect((await client.labelMessages.mutate({ messages: [key('chat-1')], label, actor })).failed).toMatchObject([
      { seq: 1, reason: 'There is no workflow "no_such".' },
    ]);
    const act = { kind: 'act', act: 'sing' } as const;
    expect((await client.labelMessages.mutate({ messages: [key('chat-1')], label: act, actor })).done).toBe(0);
    const both = { messages: [key('gone'), key('chat-1')], label: printer, actor };
    expect(await client.labelMessages.mutate(both)).toMatchObject({ done: 1, failed: [{ conversationId: 'gone' }] });
  });

  it('are sealed, go into her export and with her, and leave nobody in the trail', async () => {
    await using world = await product();
    const { client } = world.first;
    await world.says('the thing jams');
    await world.says('other words', 'chat-2');
    await client.labelMessages.mutate({ messages: [key('chat-1'), key('chat-2')], label: printer, actor });
    const db = world.database.kind === 'sqlite' ? world.database.db : null;
    const stored = JSON.stringify([
      db?.prepare('SELECT * FROM labels').all(),
      db?.prepare('SELECT * FROM label_people').all(),
    ]);
    expect(stored).toContain('chat-1');
    expect(stored).not.toMatch(/jams|ann@/);
    const { records } = await client.exportPerson.mutate({ email, actor });
    expect(records.labels).toMatchObject([{ text: 'the thing jams' }, { text: 'other words' }]);
    // Retention takes the chat, and the line stays hers.
    db?.exec('DELETE FROM conversations; DELETE FROM person_links');
    expect((await client.exportPerson.mutate({ email, actor })).records.labels).toHaveLength(2);
    expect((await client.deletePerson.mutate({ email, actor })).removed).toMatchObject({ labels: 2 });
    expect((await client.learning.query()).labels).toEqual([]);
    expect(db?.prepare('SELECT count(*) AS n FROM label_people').get()).toEqual({ n: 0 });
    const { items } = await client.listAudit.query({});
    expect(items.filter(({ kind }) => kind === 'message_labelled')).toMatchObject([
      { subject: 'chat-1', actor, details: { seq: 1, label: 'topic', name: 'printer_issues' } },
      { subject: 'chat-2' },
    ]);
    expect(JSON.stringify(items)).not.toMatch(/jams|ann@/);
  });
});

describe('a rotation of keys', () => {
  it('seals labels, models and what names them anew, and her lines are found afterwards', async () => {
    await using world = await product();
    const { client } = world.first;
    await world.says('the thing jams');
    await client.labelMessages.mutate({ messages: [key('chat-1')], label: printer, actor });
    await world.train();
    await client.takeModel.mutate({ id: 1, actor });
    const fresh = { id: 'k2', key: new Uint8Array(32).fill(9) };
    const keys = [fresh, ...encryptionKeys] as const;
    const report = await reseal({
      ...{ database: world.database, places: sealedPlaces(keys), cipher: createRecordCipher(keys), activeKeyId: 'k2' },
    });
    expect(report).toMatchObject({ unreadable: 0, busy: 0 });
    const { held, readings } = fakeReadings();
    const learns = { readings, learner: world.made.learner, workflows: [], cacheFolder: null };
    const later = clientOf(await world.harness.replica({ encryptionKeys: [fresh], learns }));
    expect(held.use).toBe('one');
    expect((await later.exportPerson.mutate({ email, actor })).records.labels).toMatchObject([
      { text: 'the thing jams' },
    ]);
    expect((await later.deletePerson.mutate({ email, actor })).removed).toMatchObject({ labels: 1 });
  });
});

describe('a model', () => {
  it('is taken over by every replica without a restart, and given back by one press', async () => {
    await using world = await product();
    const second = await world.replica();
    await world.says('the thing jams');
    const { client, held } = world.first;
    await client.labelMessages.mutate({ messages: [key('chat-1')], label: printer, actor });
    const model = await world.train();
    expect(model).toMatchObject({ id: 1, mayBeTaken: true, learnedFrom: 1, comparedWith: null });
    expect([held.use, second.held.use]).toEqual(['shipped', 'shipped']);
    await client.takeModel.mutate({ id: 1, actor });
    expect(held.use).toBe('one');
    await expect.poll(() => second.held.use, { timeout: 8_000 }).toBe('one');
    // A replica that starts later reads with it from its first message on.
    expect((await world.replica()).held.use).toBe('one');
    await second.client.restoreModel.mutate({ actor });
    expect(second.held.use).toBe('shipped');
    await expect.poll(() => held.use, { timeout: 8_000 }).toBe('shipped');
    await expect(client.restoreModel.mutate({ actor })).rejects.toMatchObject({ code: 'CONFLICT' });
    const { items } = await client.listAudit.query({});
    expect(items.filter(({ kind }) => kind.startsWith('model_'))).toMatchObject([
      { kind: 'model_trained', subject: 'model 1', actor, details: { labels: 1, mayBeTaken: true } },
      { kind: 'model_taken', subject: 'model 1', actor },
      { kind: 'model_returned', subject: 'the shipped one', actor, details: { left: 'model 1' } },
    ]);
  }, 20_000);

  it('that reads something worse than its error allows is refused, with its name, by whoever asks', async () => {
    await using world = await product();
    await world.says('the thing jams');
    const { client, held } = world.first;
    await client.labelMessages.mutate({ messages: [key('chat-1')], label: printer, actor });
    world.made.next.group = bad;
    expect(await world.train()).toMatchObject({ mayBeTaken: false });
    await expect(client.takeModel.mutate({ id: 1, actor })).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
      message: expect.stringContaining('topic email_issues'),
    });
    expect([held.use, (await client.learning.query()).active]).toEqual(['shipped', null]);
  });

  it('that was compared with another one than is in force is not taken', async () => {
    await using world = await product();
    await world.says('the thing jams');
    const { client } = world.first;
    await client.labelMessages.mutate({ messages: [key('chat-1')], label: printer, actor });
    await world.train();
    world.made.next.model = 'two';
    await world.train();
    await client.takeModel.mutate({ id: 2, actor });
    await expect(client.takeModel.mutate({ id: 1, actor })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(client.takeModel.mutate({ id: 2, actor })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('that cannot be read is refused, and the one before stays', async () => {
    await using world = await product();
    await world.says('the thing jams');
    const { client, held } = world.first;
    await client.labelMessages.mutate({ messages: [key('chat-1')], label: printer, actor });
    world.made.next.model = 'broken by another release';
    await world.train();
    await expect(client.takeModel.mutate({ id: 1, actor })).rejects.toMatchObject({ code: 'UNPROCESSABLE' });
    world.made.next.model = 'two';
    await world.train();
    await client.takeModel.mutate({ id: 2, actor });
    expect(held.use).toBe('two');
    const db = world.database.kind === 'sqlite' ? world.database.db : null;
    db?.exec("UPDATE model_parts SET sealed = 'v1.k1.' || substr(sealed, 8)");
    const late = await world.replica();
    expect([late.held.use, (await late.client.learning.query()).refused]).toEqual(['shipped', expect.any(String)]);
    expect((await client.learning.query()).refused).toBeNull();
  });

  it('is trained by one at a time; without labels nothing is, and a failure is told', async () => {
    await using world = await product();
    const { client } = world.first;
    await expect(client.trainModel.mutate({ actor })).rejects.toMatchObject({ code: 'UNPROCESSABLE' });
    await world.says('the thing jams');
    await client.labelMessages.mutate({ messages: [key('chat-1')], label: printer, actor });
    world.made.next.fails = true;
    await world.train();
    expect((await client.learning.query()).training).toMatchObject({ state: 'failed', problem: expect.any(String) });
    const { learn } = world.made.learner;
    let go = () => {};
    world.made.next.fails = false;
    Object.assign(world.made.learner, {
      learn: (...given: Parameters<typeof learn>) =>
        new Promise<void>((done) => {
          go = done;
        }).then(() => learn(...given)),
    });
    await client.trainModel.mutate({ actor });
    await expect(client.trainModel.mutate({ actor })).rejects.toMatchObject({ code: 'CONFLICT' });
    // Its process is gone: the next may begin, and the page says so.
    world.harness.clock.advance(120_000);
    expect((await client.learning.query()).training).toMatchObject({ state: 'failed' });
    go();
  });
});
