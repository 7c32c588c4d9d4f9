import { bundledWorkflowsFolder, defaultSettings, loadWorkflows } from '@acebuddy/workflows';
import { createTestEngine } from '@acebuddy/workflows/testing';
import { expect, it } from 'vitest';
import { createHarness, message } from './harness.ts';

const engine = createTestEngine(loadWorkflows([bundledWorkflowsFolder]));
const withFiles = (text: string, attachments: readonly object[]) =>
  message(text, { content: { kind: 'message', text, attachments } });
const pictures = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: `shot-${from + index}.png`,
    url: `https://files.example/${from + index}`,
  }));

it('every file reaches the ticket, before and after it: attached, or named where it has no address', async () => {
  await using harness = await createHarness();
  const { conversation } = await harness.replica({ engine, settings: defaultSettings });
  await conversation.handleMessage(withFiles('Leave a ticket', pictures(1, 12)));
  await conversation.handleMessage(withFiles('The badge reader at the door is dead', [{ name: 'door.mov' }]));
  await conversation.drain();
  expect(harness.ticketing.tickets.size).toBe(1);
  await conversation.handleMessage(withFiles('', [...pictures(13, 2), {}]));
  await conversation.drain();
  const changes = [...harness.ticketing.changes.values()].map(({ change }) => change);
  expect(changes.flatMap((change) => (change.kind === 'attachment' ? [change.name] : []))).toEqual(
    pictures(1, 14).map(({ name }) => name),
  );
  const notes = changes.flatMap((change) => (change.kind === 'comment' ? [change] : []));
  expect(notes.map(({ text }) => text)).toEqual([
    expect.stringMatching(/could not be attached.*: door\.mov/),
    expect.stringMatching(/could not be attached.*: without a name/),
  ]);
  expect(notes.every(({ isPublic }) => !isPublic)).toBe(true);
});
