import { createLocalClient, createLogger } from '@acebuddy/service-kit';
import { describeStores } from '@acebuddy/testkit';
import { bundledWorkflowsFolder, defaultSettings, loadWorkflows } from '@acebuddy/workflows';
import { createTestEngine } from '@acebuddy/workflows/testing';
import { expect, it } from 'vitest';
import type { ConversationRouter } from '../src/router.ts';
import { createHarness, message } from './harness.ts';

const workflows = loadWorkflows([bundledWorkflowsFolder]);
const engine = createTestEngine(workflows);
const logger = createLogger({ name: 'test', level: 'silent' });
const match = { outcome: 'match', workflow: 'disk_upgrade', confidence: 0.9 } as const;
const detector = {
  detect: (text: string) =>
    text.includes('disk')
      ? { ...match, alternatives: [{ workflow: match.workflow, confidence: 0.9 }], others: [] }
      : ({ outcome: 'none', workflow: null, confidence: 0.8, alternatives: [], others: [] } as const),
};

const said = (chatId: string) => ({ conversationId: chatId, address: { chatId } });

describeStores('the report of a workflow', (open) => {
  it('tells how many took each way, which question was put again and where they stand, and no word of anybody', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const { router, conversation } = await harness.replica({ engine, detector, workflows, settings: defaultSettings });
    const client = createLocalClient<ConversationRouter>({ name: 'conversation', router, logger, timeoutMs: 10_000 });
    await conversation.handleMessage(message('my disk is full', said('chat-1')));
    await conversation.handleMessage(message('purple elephants of Zebulon', said('chat-1')));
    await conversation.handleMessage(message('my disk is full', said('chat-2')));

    const { items } = await client.workflowsReport.query({});
    expect(items.map(({ workflow }) => workflow)).toEqual(workflows.map(({ definition }) => definition.id));
    const row = items.find(({ workflow }) => workflow === 'disk_upgrade');
    expect(row).toMatchObject({ runs: 2, completed: 0, left: 0, worst: { slot: 'wants', asked: 2, runsAgain: 1 } });

    const report = await client.workflowReport.query({ workflow: 'disk_upgrade' });
    expect(report).toMatchObject({
      runs: 2,
      withoutWay: 0,
      otherFile: 0,
      file: { path: 'packages/workflows/definitions/disk_upgrade.yaml', languages: ['en', 'es'] },
      byLanguage: [{ language: 'en', runs: 2 }],
    });
    const asked = report.nodes.find(({ kind, text }) => kind === 'ask' && text === 'ask: wants');
    expect(asked?.runs).toBe(2);
    expect(report.nodes.find(({ id }) => id === 'start')?.runs).toBe(2);
    expect(report.edges.filter(({ runs }) => runs > 0).map(({ from, to, runs }) => `${from}>${to} ${runs}`)).toEqual([
      'start>c0 2',
      `c0>${asked?.id} 2`,
    ]);
    expect(JSON.stringify(report)).not.toContain('Zebulon');

    await conversation.handleMessage(message('never mind, cancel', said('chat-2')));
    await conversation.handleMessage(message('yes', said('chat-2')));
    const after = await client.workflowReport.query({ workflow: 'disk_upgrade' });
    expect([after.left, after.nodes.find(({ id }) => id === asked?.id)?.left]).toEqual([1, 1]);
    expect(after.questions.find(({ slot }) => slot === 'wants')?.left).toBe(1);
    await expect(client.workflowReport.query({ workflow: 'unknown' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
