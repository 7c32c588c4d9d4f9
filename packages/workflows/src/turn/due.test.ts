import { expect, test } from 'vitest';
import { bundledWorkflowsFolder, loadWorkflows } from '../definition/load-workflows.ts';
import { createFakeChat, createTestEngine, people } from '../testing/index.ts';

const engine = createTestEngine(loadWorkflows([bundledWorkflowsFolder]));

/** What is told at the ticket and by the status behind it, of a request of four hours that is logged then. */
function toldAt(startAt: string) {
  const chat = createFakeChat({ engine, person: people.known, startAt });
  chat.say('the label printer prints blank pages', {
    outcome: 'match',
    workflow: 'printer_issues',
    confidence: 0.95,
    alternatives: [],
    others: [],
  });
  const textsOf = (text: string) => {
    const { reply } = chat.say(text);
    return 'texts' in reply ? reply.texts.join(' ') : '';
  };
  return { ticket: textsOf('leave a ticket'), status: textsOf('how is my ticket doing?') };
}

test.each([
  ['before people go home', '2026-11-23T23:00:00.000Z'],
  ['while nobody works', '2026-11-22T16:00:00.000Z'],
])('the time told at a ticket %s is the one of its status', (_when, startAt) => {
  const { ticket, status } = toldAt(startAt);
  const moment = /by ((?:today|tomorrow|\w+day)[^.]*? [AP]M)/.exec(status)?.[1];
  expect(moment).toBeDefined();
  expect(ticket).toContain(moment);
});

test('within the day the length of time says enough', () => {
  expect(toldAt('2026-11-23T16:00:00.000Z').ticket).toMatch(/Expected time: 4 hours\./);
});
