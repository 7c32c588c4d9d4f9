import { createRecordCipher } from '@acebuddy/storage';
import { describeStores } from '@acebuddy/testkit';
import type { Engine } from '@acebuddy/workflows';
import { expect, it } from 'vitest';
import { createMongoConversationStore } from '../src/adapters/mongo-conversation-store.ts';
import { createSqliteConversationStore } from '../src/adapters/sqlite-conversation-store.ts';
import { recordName } from '../src/domain/conversations.ts';
import { fakeEngine } from './fake-engine.ts';
import { createHarness, encryptionKeys, message } from './harness.ts';

const note = {
  kind: 'comment',
  id: 'note-1',
  awaited: false,
  runId: 'run-1',
  text: 'A note',
  isPublic: false,
} as const;
const foreign = { kind: 'status', id: 'status-1', awaited: true, runId: 'run-1', status: { name: 'Merged', into: 7 } };

const code = {
  kind: 'sendCode',
  id: 'code-1',
  awaited: true,
  purpose: 'reset',
  to: ['ann@firm.example'],
  isKnown: true,
};

/** A release whose engine writes work of a known kind in a form that this one does not know. */
const newerEngine: Engine = {
  ...fakeEngine,
  step: (state, input, context) => {
    const step = fakeEngine.step(state, input, context);
    if (input.kind === 'result' && input.result.kind === 'code') return { ...step, effects: [] };
    if (input.kind !== 'incoming' || input.content.kind !== 'message') return step;
    if (input.content.text === 'merge') return { ...step, effects: [foreign as never, note] };
    return input.content.text === 'code' ? { ...step, effects: [code as never] } : step;
  },
};

describeStores('work of a known kind in a form that is not', (open) => {
  it('is kept and parked, the chat goes on, and everything beside it is done', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const { conversation } = await harness.replica({ engine: newerEngine });
    await conversation.handleMessage(message('ticket'));
    await conversation.drain();
    const { replies } = await conversation.handleMessage(message('merge'));
    expect(replies).toEqual([expect.stringContaining('merge')]);
    await harness.pass(conversation, 100 * 3_600_000, 3_600_000);
    expect((await conversation.handleMessage(message('still there?'))).replies).toHaveLength(1);

    expect([...harness.ticketing.changes.keys()]).toEqual(['chat-1#note-1']);
    expect((await conversation.outbox.list({ limit: 10 })).items).toMatchObject([
      { id: 'chat-1|status-1', status: 'parked', lastError: '"status" needs a newer release, for its status' },
    ]);
    const store =
      database.kind === 'mongo'
        ? await createMongoConversationStore(database.db)
        : createSqliteConversationStore(database.db);
    const sealed = (await store.load('chat-1'))?.sealed ?? '';
    const { outbox } = JSON.parse(createRecordCipher(encryptionKeys).open(sealed, recordName('chat-1')));
    expect(outbox).toMatchObject([{ work: foreign, status: 'pending' }]);
  });

  it('is no code: one that is not sent now is not sent at all', async () => {
    await using harness = await createHarness({ database: await open() });
    const { conversation } = await harness.replica({ engine: newerEngine });
    const { replies } = await conversation.handleMessage(message('code'));
    expect(replies.join()).toContain('Code failed.');
    expect((await conversation.outbox.list({ limit: 10 })).items.map(({ kind }) => kind)).not.toContain('sendCode');
  });
});
