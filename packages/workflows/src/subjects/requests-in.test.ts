import { beforeAll, describe, expect, it } from 'vitest';
import { bundledWorkflowsFolder, loadWorkflows } from '../definition/load-workflows.ts';
import { createFakeChat } from '../testing/fake-chat.ts';
import { people } from '../testing/people.ts';
import { createTestEngine, testParts } from '../testing/test-engine.ts';

const workflows = loadWorkflows([bundledWorkflowsFolder]);
const engine = createTestEngine(workflows);

// The readers are loaded once for a process, which takes its time.
beforeAll(() => void testParts().topics?.('the printer is offline'), 120_000);

function opens(text: string, workflow: string, others: readonly string[] = [], language = 'en') {
  const chat = createFakeChat({ engine, person: people.poc, language });
  const alternatives = [{ workflow, confidence: 0.95 }];
  const { reply } = chat.say(text, { outcome: 'match', workflow, confidence: 0.95, alternatives, others });
  return { chat, said: reply.texts.join('\n'), slots: chat.view().slots };
}

describe('two requests in one message', () => {
  it('of one workflow share no facts: the second one waits with its own words', () => {
    const { said, slots } = opens(
      'Please set up a new starter, Tom Becker, from December 7, and delete Nora Quist, her last day is this Friday',
      'user_management',
    );
    expect(slots).toMatchObject({
      change: 'Add a user',
      full_name: 'Tom Becker',
      start_date: 'Monday, December 7, 2026',
    });
    expect(slots).not.toHaveProperty('last_day');
    expect(said).toContain('“delete Nora Quist, her last day is this Friday”');
  });

  it('of two workflows: each has the facts that were said of it', () => {
    const { slots } = opens(
      'Our D drive on APP3 is nearly full. And please add a user Priya Nair, she starts December 14',
      'user_management',
      ['disk_upgrade'],
    );
    expect(slots).toMatchObject({
      change: 'Add a user',
      full_name: 'Priya Nair',
      start_date: 'Monday, December 14, 2026',
    });
    expect(Object.values(slots)).not.toContain('D');
  });

  it.each([
    ['one person, said in two clauses', 'Please remove Nora Quist, and delete her login on Friday'],
    ['what changes besides', 'Remove Nora Quist please, and change nothing for the others'],
  ])('one request stays one: %s', (_, text) => {
    const { said, slots } = opens(text, 'user_management');
    expect(slots).toMatchObject({ change: 'Remove a user', full_name: 'Nora Quist' });
    expect(said).not.toContain('You also mention');
  });

  it('the second one begins with what was said of it', () => {
    const { chat } = opens(
      'Set up Tom Becker from December 7, standard access, manager Helen Roth, as payroll clerk, and delete Nora Quist, her last day is this Friday',
      'user_management',
    );
    chat.say('yes');
    chat.say('123456');
    const { reply } = chat.say('yes please');
    expect(reply.texts.join('\n')).not.toContain('Tom');
    expect(chat.view().slots).toMatchObject({
      change: 'Remove a user',
      full_name: 'Nora Quist',
      last_day: 'Friday, November 27, 2026',
    });
  });

  it('one that comes while another is under way waits, and mixes with nothing', () => {
    const { chat } = opens('Please add a user Tom Becker from December 7, standard access', 'user_management');
    const alternatives = [{ workflow: 'user_management', confidence: 0.9 }];
    const { reply } = chat.say('and also remove Nora Quist please, last day is this Friday', {
      outcome: 'match',
      workflow: 'user_management',
      confidence: 0.9,
      alternatives,
      others: [],
    });
    expect(reply.texts.join('\n')).toContain('“remove Nora Quist please, last day is this Friday”');
    expect(chat.view().slots).toMatchObject({ change: 'Add a user', full_name: 'Tom Becker' });
    expect(chat.view().slots).not.toHaveProperty('role');
  });

  it('of three of one workflow each has its turn', () => {
    const { chat, said } = opens(
      'Please add a user Tom Becker from December 7, standard access, manager Helen Roth, as payroll clerk, and remove Nora Quist, her last day is this Friday, and change an existing user, Ann Lister, she needs QuickBooks',
      'user_management',
    );
    expect(said).toContain('“remove Nora Quist, her last day is this Friday”');
    expect(said).toContain('“change an existing user, Ann Lister, she needs QuickBooks”');
    chat.say('yes');
    chat.say('123456');
    chat.say('yes please');
    expect(chat.view().slots).toMatchObject({ change: 'Remove a user', full_name: 'Nora Quist' });
    chat.wait(12);
    const { effects } = chat.wait(30);
    const tickets = effects.flatMap((effect) => (effect.kind === 'createTicket' ? [effect.ticket.description] : []));
    expect(tickets).toHaveLength(2);
    expect(tickets[0]).toContain('Nora Quist');
    expect(tickets[1]).toContain('Ann Lister');
  });

  it('nobody who falls silent loses the one that waits', () => {
    const { chat } = opens('Please add a user Tom Becker, and remove Nora Quist on Friday', 'user_management');
    chat.wait(12);
    const { effects } = chat.wait(30);
    const tickets = effects.flatMap((effect) => (effect.kind === 'createTicket' ? [effect.ticket.description] : []));
    expect(tickets).toHaveLength(2);
    expect(tickets[1]).toContain('Nora Quist');
    expect(tickets[1]).not.toContain('Tom');
  });
});
