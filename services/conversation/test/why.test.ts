import { describeWhy, type TurnWhy, turnWhySchema } from '@acebuddy/contracts';
import { createLocalClient, createLogger } from '@acebuddy/service-kit';
import { bundledWorkflowsFolder, defaultSettings, loadWorkflows } from '@acebuddy/workflows';
import { createTestEngine } from '@acebuddy/workflows/testing';
import { describe, expect, it } from 'vitest';
import type { ConversationRouter } from '../src/router.ts';
import { createHarness, message } from './harness.ts';

const engine = createTestEngine(loadWorkflows([bundledWorkflowsFolder]));
const logger = createLogger({ name: 'test', level: 'silent' });
const match = { outcome: 'match', workflow: 'account_locked', confidence: 0.9 } as const;
const detector = {
  detect: (text: string) =>
    text.includes('locked')
      ? { ...match, alternatives: [{ workflow: match.workflow, confidence: 0.9 }], others: [] }
      : ({ outcome: 'none', workflow: null, confidence: 0.8, alternatives: [], others: [] } as const),
};
const conversationId = 'chat-1' as never;

async function started(harness: Awaited<ReturnType<typeof createHarness>>) {
  const { router, conversation } = await harness.replica({ engine, detector, settings: defaultSettings });
  const client = createLocalClient<ConversationRouter>({ name: 'conversation', router, logger, timeoutMs: 5_000 });
  const whys = async (): Promise<TurnWhy[]> =>
    (await client.whyOf.query({ conversationId })).items.map(({ why }) => turnWhySchema.parse(why));
  return { client, conversation, whys };
}

describe('why a turn was answered so', () => {
  it('is kept with the turn of every message, once', async () => {
    await using harness = await createHarness();
    const { client, conversation, whys } = await started(harness);
    const first = message('my account is locked, my user name is jsmith');
    await conversation.handleMessage(first);
    const [before] = await whys();
    expect(before).toMatchObject({
      acts: [{ act: 'request' }],
      topics: [{ workflow: 'account_locked', confidence: 0.9 }],
      rows: [{ row: 'request at idle', commands: ['start'] }],
    });
    expect(before?.filled).toContainEqual({ slot: 'user_name', value: 'jsmith', text: 'jsmith' });
    await conversation.handleMessage(first);
    expect(await whys()).toEqual([before]);
    await conversation.handleMessage(message('', { content: { kind: 'failed', reason: 'other' } }));
    await conversation.handleMessage(message('I know my password'));
    expect(await whys()).toHaveLength(2);
    const { items } = await client.whyOf.query({ conversationId });
    // The page of one conversation tells the same.
    const { turns } = await client.getConversation.query({ conversationId });
    const explained = turns.filter(({ why }) => why !== null).map(({ seq, at, why }) => ({ seq, at, why }));
    expect(explained).toEqual(items.map(({ seq, at, why }) => ({ seq, at, why })));
    const { messages } = await conversation.getSession('chat-1');
    for (const { answer } of items)
      for (const text of answer) expect(messages).toContainEqual(expect.objectContaining({ role: 'bot', text }));
  });

  it('is none of what no message caused', async () => {
    await using harness = await createHarness();
    const { client, conversation, whys } = await started(harness);
    await conversation.handleMessage(message('', { content: { kind: 'opened' } }));
    await client.closeSession.mutate({ conversationId });
    expect(await whys()).toEqual([]);
  });

  it('goes out with a copy of her data and is gone with them; reading it is audited', async () => {
    await using harness = await createHarness();
    const { client, conversation } = await started(harness);
    await conversation.handleMessage(message('my account is locked, my user name is jsmith'));
    const email = 'ann@firm.example';
    const { records } = await client.exportPerson.mutate({ email });
    expect(records.conversations).toMatchObject([{ why: [{ seq: 1, why: { rows: [{ row: 'request at idle' }] } }] }]);
    await client.whyOf.query({ conversationId });
    const { items } = await client.listAudit.query({});
    expect(items.map(({ kind }) => kind)).toEqual(['person_exported', 'transcript_read']);
    await client.deletePerson.mutate({ email });
    await expect(client.whyOf.query({ conversationId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('what must not be written down', () => {
  it.each([
    ['a password beside an answer', 'my account is locked, user name jsmith, my password is Hunter2!x'],
    ['a password alone', 'my password is Hunter2!x'],
    ['a secret', 'my account is locked, my user name is jsmith and the recovery key is 4111 1111 1111 1111'],
    ['a password as an answer', 'pw: Hunter2!x'],
  ])('is in no why: %s', async (_what, text) => {
    await using harness = await createHarness();
    const { conversation, whys } = await started(harness);
    await conversation.handleMessage(message('my account is locked'));
    await conversation.handleMessage(message(text));
    await conversation.handleMessage(message('my user name is pw: Hunter2!x'));
    const kept = await whys();
    expect(kept).toHaveLength(3);
    expect(JSON.stringify([kept, kept.map(describeWhy)])).not.toMatch(/Hunter2|4111/);
  });

  it.each(['123456', '123 456', 'it is 1 2 3 4 5 6 and my name is Ann 123456', '999999'])(
    'is a code in none: %s',
    async (code) => {
      await using harness = await createHarness();
      const { conversation, whys } = await started(harness);
      await conversation.handleMessage(message('my account is locked, my user name is jsmith, I know my password'));
      for (let turn = 0; turn < 12 && harness.notifications.codes.length === 0; turn += 1)
        await conversation.handleMessage(message('yes'));
      await conversation.handleMessage(message(code));
      expect(harness.notifications.checked).toHaveLength(1);
      const last = (await whys()).at(-1);
      expect(last?.effects).toContain('verifyCode');
      expect(JSON.stringify(last).replaceAll(/\D/g, '')).not.toMatch(/123456|999999/);
    },
  );

  it('is neither in it when it comes in the message after', async () => {
    await using harness = await createHarness();
    const { conversation, whys } = await started(harness);
    await conversation.handleMessage(message('my account is locked'));
    await conversation.handleMessage(message('my password is'));
    await conversation.handleMessage(message('Hunter2!x'));
    expect(JSON.stringify(await whys())).not.toContain('Hunter2');
  });
});
