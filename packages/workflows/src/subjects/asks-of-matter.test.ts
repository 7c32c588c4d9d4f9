import { describe, expect, it } from 'vitest';
import { bundledWorkflowsFolder, loadWorkflows } from '../definition/load-workflows.ts';
import { createFakeChat } from '../testing/fake-chat.ts';
import { people } from '../testing/people.ts';
import { createTestEngine } from '../testing/test-engine.ts';

const engine = createTestEngine(loadWorkflows([bundledWorkflowsFolder]));
const match = (workflow: string) =>
  ({
    outcome: 'match',
    workflow,
    confidence: 0.99,
    alternatives: [{ workflow, confidence: 0.99 }],
    others: [],
  }) as const;
const none = { outcome: 'none', workflow: null, confidence: 0.95, alternatives: [], others: [] } as const;

function withTicket(language = 'en') {
  const chat = createFakeChat({ engine, person: people.known, language });
  const text =
    language === 'es' ? 'el servidor está lento para todos' : 'the server is slow for everyone in the office';
  const { effects } = chat.say(text, match('server_slowness'));
  expect(effects.some(({ kind }) => kind === 'createTicket')).toBe(true);
  return chat;
}

describe('what is asked of the matter of a ticket stays with it', () => {
  it.each([
    ['could the database be the reason, should it be restarted?', 'server_reboot', 'en'],
    ['could the server be the reason, should it be restarted?', 'server_reboot', 'en'],
    ['was it the last update?', 'windows_update', 'en'],
    ['¿podría ser culpa de la impresora?', 'printer_issues', 'es'],
  ])('%s', (text, workflow, language) => {
    const chat = withTicket(language);
    const { effects } = chat.say(text, match(workflow));
    expect(chat.view().workflow).toBe('server_slowness');
    expect(effects.map(({ kind }) => kind)).not.toContain('createTicket');
  });

  it.each([
    ['can you restart the server now?', 'server_reboot'],
    ['can I get a second monitor?', 'monitor_setup'],
  ])('a wish in the form of a question is a request: %s', (text, workflow) => {
    const chat = withTicket();
    chat.say(text, match(workflow));
    expect(chat.view().workflow).toBe(workflow);
  });
});

describe('who only wonders whether somebody broke in is answered, and who tells of it is helped at once', () => {
  it.each([
    ['have we been hacked?', 'en'],
    ['¿nos han hackeado?', 'es'],
  ])('%s', (text, language) => {
    const chat = withTicket(language);
    const { effects, reply } = chat.say(text, none);
    expect(effects.map(({ kind }) => kind)).toEqual(['comment']);
    expect(reply.texts.join(' ')).toMatch(/refuse any sign-in|rechace cualquier inicio/);
  });

  it.each([
    'is it normal that all my files have a new ending and a note wants bitcoin?',
    'have we been hacked? somebody moves my mouse and opens my mails',
    'I clicked a link in a strange mail and typed my password, is that bad?',
  ])('%s', (text) => {
    const { effects } = withTicket().say(text, none);
    const tickets = effects.flatMap((effect) => (effect.kind === 'createTicket' ? [effect.ticket.workflow] : []));
    expect(tickets).toEqual(['security_incident']);
  });
});
