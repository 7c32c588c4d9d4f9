import { describe, expect, it } from 'vitest';
import { loadState } from './load-state.ts';
import { startState } from './start-state.ts';
import type { KnownTicket } from './state-schema.ts';

const knownTicket: KnownTicket = {
  runId: 'r1',
  workflow: 'printer_issues',
  outcome: 'ticket',
  status: 'created',
  number: '101',
  ticketId: '1',
  reference: null,
  expected: null,
  say: null,
  email: null,
  team: 'IT Support',
  approver: null,
  untold: false,
  urgent: false,
  asked: false,
  decided: false,
  proof: null,
  closedAt: null,
  accounts: [],
  notes: [],
  raised: false,
  told: null,
  ledBy: null,
};

describe('loadState', () => {
  it('brings a state of an earlier release up to date, one schema at a time', () => {
    const old = { ...startState({ name: 'Maria Lopez' }), schema: -1, greeted: 'yes' };
    const steps = {
      [-1]: (state: Record<string, unknown>) => ({ ...state, schema: 0, greeted: state.greeted === 'yes' }),
      0: (state: Record<string, unknown>) => ({ ...state, schema: 1 }),
    };
    expect(loadState(old, steps)).toEqual({ ...startState({ name: 'Maria Lopez' }), greeted: true });
  });

  it('refuses a damaged state instead of guessing', () => {
    expect(() => loadState({ ...startState({}), runCount: 'many' } as never)).toThrow(/runCount/);
  });

  it('gives a copy: what the engine changes is not what was given', () => {
    const given = startState({ name: 'Maria Lopez', email: 'maria@example.com' });
    given.later = ['email_issues'];
    given.tickets = [knownTicket];
    const before = JSON.stringify(given);
    const state = loadState(given);
    state.profile.name = 'Somebody';
    state.profile.refused.push('phone');
    state.later.pop();
    Object.assign(state.tickets[0] ?? {}, { decided: true });
    state.identity.sent = 3;
    expect(JSON.stringify(given)).toBe(before);
  });

  it('does not greet people by the names that SalesIQ makes up', () => {
    expect(startState({ name: 'Visitor 4711' }).profile.name).toBeNull();
    expect(startState({ name: 'Maria Lopez' }).profile.name).toBe('Maria Lopez');
  });
});
