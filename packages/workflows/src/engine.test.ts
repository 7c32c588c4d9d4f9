import { describe, expect, it } from 'vitest';
import { defaultSettings } from './default-settings.ts';
import { bundledWorkflowsFolder, loadWorkflows } from './definition/load-workflows.ts';
import type { EngineContext, EngineInput, Understanding } from './engine-types.ts';
import { outdatedFiles } from './graph/generated-files.ts';
import { createFakeChat, people } from './testing/index.ts';
import { createTestEngine } from './testing/test-engine.ts';

const workflows = loadWorkflows([bundledWorkflowsFolder]);
const engine = createTestEngine(workflows);
const match = (workflow: string): Understanding => ({
  outcome: 'match',
  workflow,
  confidence: 0.9,
  alternatives: [],
  others: [],
});
const context: EngineContext = {
  now: '2026-11-23T16:00:00.000Z',
  visitor: people.known.visitor,
  known: people.known.known,
  accounts: [],
  settings: defaultSettings,
  article: null,
  openRequests: [],
  cards: true,
};
const message = (text: string, understanding: Understanding | null = null): EngineInput => ({
  kind: 'incoming',
  content: { kind: 'message', text, attachments: [] },
  understanding,
});

describe('the engine', () => {
  it('gives the same outcome for the same state, input and context, and leaves the state alone', () => {
    const state = engine.start(people.known.visitor);
    const before = JSON.stringify(state);
    const first = engine.step(state, message('my printer is offline', match('printer_issues')), context);
    const second = engine.step(state, message('my printer is offline', match('printer_issues')), context);
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(JSON.stringify(state)).toBe(before);
  });

  it('goes on after the state was stored as JSON', () => {
    const { state } = engine.step(engine.start({}), message('my printer is offline', match('printer_issues')), context);
    const stored = JSON.parse(JSON.stringify(state));
    expect(engine.step(stored, message('it worked'), context).effects[0]?.kind).toBe('createTicket');
  });

  it('keeps its state small however long the chat is', () => {
    const chat = createFakeChat({ engine, person: people.known });
    chat.say('my print job is stuck', match('printer_issues'));
    const sizes = Array.from({ length: 400 }, (_, index) => {
      chat.say(
        index % 3 === 0 ? 'why?' : `word ${index} ${'x'.repeat(200)}`,
        index % 7 === 0 ? match(workflows[index % 13]?.definition.id ?? '') : null,
      );
      return JSON.stringify(chat.state()).length;
    });
    expect(Math.max(...sizes)).toBeLessThan(30_000);
  });

  it('reads a state that a newer release wrote', () => {
    expect(engine.view({ ...engine.start({}), schema: 99 })).toEqual(engine.view(engine.start({})));
  });

  it('names the same effects again when a step is repeated after a crash', () => {
    const chat = createFakeChat({ engine, person: people.known });
    chat.say('my print job is stuck', match('printer_issues'));
    const ids = [1, 2].map(() =>
      engine.step(chat.state(), message('it works now'), context).effects.map((effect) => effect.id),
    );
    expect(ids[0]).toEqual(ids[1]);
  });

  it('never takes a code for one address as proof for another', () => {
    const chat = createFakeChat({ engine, person: people.known });
    const opened = chat.say('my account jsmith is locked, I know my password', match('account_locked'));
    const sent = opened.effects.find((effect) => effect.kind === 'sendCode');
    chat.say('sorry, wrong email, it is pat@acme.example');
    const again = engine
      .step(chat.state(), message('123456'), context)
      .effects.find((effect) => effect.kind === 'verifyCode');
    expect(sent?.kind === 'sendCode' ? sent.purpose : null).toBe('identity-1');
    expect(again?.kind === 'verifyCode' ? again.purpose : null).not.toBe('identity-1');
    expect(engine.view(chat.state()).verified).toBe('not verified');
  });

  it('asks for a new proof of identity after an hour of silence', () => {
    const chat = createFakeChat({ engine, person: people.known });
    chat.say('my account jsmith is locked, I know my password', match('account_locked'));
    chat.say('123456');
    expect(chat.view().verified).toBe('verified');
    chat.wait(90);
    const again = chat.say(
      'another account is locked, I know my password, user jdoe is locked',
      match('account_locked'),
    );
    expect(chat.view().verified).toBe('not verified');
    expect(again.effects.map((effect) => effect.kind)).toEqual(['sendCode']);
  });

  it('trusts nobody to be the point of contact who has not proved it', () => {
    const chat = createFakeChat({ engine, person: people.poc, mail: 'failed' });
    for (const text of [
      'add a new user',
      'Anna Berg',
      'skip',
      'Tax',
      'preparer',
      'Joe Miller',
      'tomorrow',
      'standard',
      'QuickBooks',
    ])
      chat.say(text, match('user_management'));
    const created = chat.say('yes').effects.find((effect) => effect.kind === 'createTicket');
    expect(created?.kind === 'createTicket' ? created.ticket.outcome : null).toBe('awaiting_approval');
  });

  it("has its diagrams and the editors' schema checked in as they would be generated now", () => {
    expect(outdatedFiles()).toEqual([]);
  });
});
