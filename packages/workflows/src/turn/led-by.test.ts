import { expect, it } from 'vitest';
import { bundledWorkflowsFolder, loadWorkflows } from '../definition/load-workflows.ts';
import { stateSchema } from '../state/state-schema.ts';
import { createFakeChat, createTestEngine, people } from '../testing/index.ts';

const engine = createTestEngine(loadWorkflows([bundledWorkflowsFolder]));

/** What the ticket keeps of the words that led to it, where a code was skipped before. */
function keptOf(last: string): string | null | undefined {
  const chat = createFakeChat({ engine, person: people.stranger });
  chat.say('my account is locked', {
    outcome: 'match',
    workflow: 'account_locked',
    confidence: 0.95,
    alternatives: [],
    others: [],
  });
  for (const text of ['I know it', 'skip']) chat.say(text);
  const { effects } = chat.say(last);
  expect(effects.map(({ kind }) => kind)).toContain('createTicket');
  return stateSchema.parse(chat.state()).tickets[0]?.ledBy;
}

it('a ticket keeps the words that led to it', () => {
  expect(keptOf('jsmith')).toBe('jsmith');
});

it.each(['123456', '123-456', 'one two three four five six'])('but no code: %s', (code) => {
  expect(keptOf(`jsmith, my code was ${code}`)).toBeNull();
});
