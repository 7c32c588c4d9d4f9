import { createLocalClient, createLogger } from '@acebuddy/service-kit';
import { bundledWorkflowsFolder, defaultSettings, loadWorkflows } from '@acebuddy/workflows';
import { createTestEngine } from '@acebuddy/workflows/testing';
import { expect, it } from 'vitest';
import type { ConversationRouter } from '../src/router.ts';
import { createHarness, message } from './harness.ts';
import { wordsDetector } from './words-detector.ts';

const engine = createTestEngine(loadWorkflows([bundledWorkflowsFolder]));
const logger = createLogger({ name: 'test', level: 'silent' });

async function listAfter(...texts: string[]) {
  await using harness = await createHarness();
  const { conversation, router } = await harness.replica({
    engine,
    detector: wordsDetector,
    settings: defaultSettings,
  });
  harness.clock.advance(6 * 3_600_000);
  for (const text of texts) {
    harness.clock.advance(20_000);
    await conversation.handleMessage(message(text, { channel: 'salesiq' }));
  }
  const client = createLocalClient<ConversationRouter>({ name: 'conversation', router, logger, timeoutMs: 5_000 });
  const { items } = await client.listDoubts.query({});
  return items.map(({ kind, seq, text, language }) => [kind, seq, text, language]).toReversed();
}

it.each([
  ['nothing of it was understood', ['blorf wibble'], [['none', 1, 'blorf wibble', 'en']]],
  ['"A or B?"', ['something is broken', 'the printer'], [['unsure', 1, 'something is broken', 'en']]],
  [
    'the one that began what she left is named, not the one she left it with',
    ["it doesn't work", "no, my outlook doesn't send"],
    [['switched', 1, "it doesn't work", 'en']],
  ],
  ['what was understood is not listed', ['my printer does not print', 'it is offline', 'it works now, thank you'], []],
])('%s', async (_what, texts, expected) => {
  expect(await listAfter(...texts)).toEqual(expected);
});

it('who looked at the list stands in the audit trail, and no word of it', async () => {
  await using harness = await createHarness();
  const { conversation, router } = await harness.replica({
    engine,
    detector: wordsDetector,
    settings: defaultSettings,
  });
  await conversation.handleMessage(message('blorf wibble', { channel: 'salesiq' }));
  const client = createLocalClient<ConversationRouter>({ name: 'conversation', router, logger, timeoutMs: 5_000 });
  const actor = { role: 'agent', key: 'abcd1234' } as const;
  await client.listDoubts.query({ kind: 'none', actor });
  const { items } = await client.listAudit.query({});
  expect(items).toMatchObject([{ kind: 'misunderstood_read', actor, details: { messages: 1, kind: 'none' } }]);
  expect(JSON.stringify(items)).not.toContain('blorf');
});

it('the ways to people are listed with the message that led there', async () => {
  const found = await listAfter('my printer does not print', 'blorf', 'wibble', 'blorf wibble', 'grumf');
  expect(found.filter(([kind]) => kind === 'people')).toHaveLength(1);
  expect(found.filter(([kind]) => kind === 'none').length).toBeGreaterThan(0);
});

it('of a value that she corrects, the message that it was read from is listed', async () => {
  const found = await listAfter('please set up a new user', 'Ann Baker', 'sorry, I meant Anna Becker');
  expect(found).toContainEqual(['corrected', 2, 'Sam Baker', 'en']);
});
