import { beforeAll, expect, it } from 'vitest';
import { bundledWorkflowsFolder, loadWorkflows } from '../definition/load-workflows.ts';
import { createFakeChat } from '../testing/fake-chat.ts';
import { people } from '../testing/people.ts';
import { createTestEngine, testParts } from '../testing/test-engine.ts';

const engine = createTestEngine(loadWorkflows([bundledWorkflowsFolder]));

// The readers are loaded once for a process, which takes its time.
beforeAll(() => void testParts().topics?.('the printer is offline'), 120_000);

it('what is corrected of a leaver in one of several clauses is no emergency', () => {
  const chat = createFakeChat({ engine, person: people.poc });
  const workflow = 'user_management';
  const alternatives = [{ workflow, confidence: 0.95 }];
  chat.say('Remove Mia Holt please, last day is Friday', {
    outcome: 'match',
    workflow,
    confidence: 0.95,
    alternatives,
    others: [],
  });
  const { effects } = chat.say('no wait, she was let go, her last day is Thursday, and the files go to Ida Marsh');
  expect(effects.filter(({ kind }) => kind === 'createTicket')).toEqual([]);
  expect(chat.view().slots.last_day).toContain('Thursday');
});
