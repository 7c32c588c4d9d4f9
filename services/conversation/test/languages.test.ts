import { bundledWorkflowsFolder, defaultSettings, loadWorkflows } from '@acebuddy/workflows';
import { createTestEngine } from '@acebuddy/workflows/testing';
import { describe, expect, it } from 'vitest';
import { createHarness, message } from './harness.ts';

const engine = createTestEngine(loadWorkflows([bundledWorkflowsFolder]));
describe('a chat in Spanish', () => {
  it('begins in it where the channel says so, and its mails name it', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica({ engine, settings: defaultSettings });
    harness.clock.advance(8 * 3_600_000);
    const visitor = { id: 'v1', name: 'Rosa Díaz', email: 'rosa@firm.example', language: 'es-MX' };
    const first = await conversation.handleMessage(message('?', { visitor }));
    expect(first.replies.join(' ')).toMatch(/[¿áéíóúñ]/);
    await conversation.handleMessage(message('quiero hablar con una persona por favor', { visitor }));
    await conversation.handleChatEvent({ conversationId: 'chat-1', eventId: 'e', event: { kind: 'missed' } } as never);
    await conversation.drain();
    const mails = [...harness.notifications.mails.values()].map(({ mail }) => mail);
    const hers = mails.filter(({ template }) => template !== 'team_notice');
    expect(hers).toMatchObject([
      {
        template: 'ticket_confirmation',
        language: 'es',
        workflowName: 'Solicitud de soporte',
        expectedResolution: 'un día hábil',
      },
    ]);
    const team = mails.find(({ template }) => template === 'team_notice');
    expect(team).not.toHaveProperty('language');
  });

  it('hears of its ticket in it', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica({ engine, settings: defaultSettings });
    const visitor = { id: 'v1', language: 'es' };
    harness.clock.advance(8 * 3_600_000);
    await conversation.handleMessage(message('quiero hablar con una persona por favor', { visitor }));
    await conversation.handleChatEvent({ conversationId: 'chat-1', eventId: 'e', event: { kind: 'missed' } } as never);
    await conversation.drain();
    harness.notifications.pushes.clear();
    harness.tell({ kind: 'status', status: 'On Hold', statusType: 'On Hold' });
    harness.tell('Ya quedó.');
    await conversation.drain();
    const texts = [...harness.notifications.pushes.values()].map(({ text }) => text);
    expect(texts).toEqual([
      'Su ticket #101 ahora está: En espera.',
      expect.stringMatching(/^.+ respondió en su ticket #101:\n\nYa quedó\.$/),
    ]);
  });
});
