import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../default-settings.ts';
import type { EngineContext, EngineInput, EngineState } from '../engine-types.ts';
import { createTestEngine } from '../testing/test-engine.ts';
import { resetIdentity } from '../turn/answers.ts';
import { loadState } from './load-state.ts';
import { startState } from './start-state.ts';

const context: EngineContext = {
  now: '2026-11-23T10:00:00.000Z',
  visitor: {},
  known: null,
  accounts: [],
  settings: defaultSettings,
  article: null,
  openRequests: [],
  cards: true,
};
const engine = createTestEngine([]);
const says = (text: string): EngineInput => ({
  kind: 'incoming',
  content: { kind: 'message', text, attachments: [] },
  understanding: null,
});

/** A state of a later schema, with one more of everything, in the middle of a plain request. */
function newerState(): EngineState & { run: Record<string, unknown> } {
  const { state } = engine.step(startState({ name: 'Ann' }), says('I want a ticket'), context);
  const run = state.run as Record<string, unknown>;
  const slots = { ...(run.slots as object), mood: { v: 'calm', t: 'calm', since: 3 } };
  return { ...state, schema: 2, session: 'paused', frames: [{ kind: 'x' }], run: { ...run, slots, lane: 'fast' } };
}

describe('a state of a later schema', () => {
  it('is read, and all of it is there after a turn of this release', () => {
    const before = newerState();
    expect(before.run.ended).toBeNull();
    const { state, reply } = engine.step(before, says('My printer is broken'), context);
    expect(reply.texts.join()).not.toBe('');
    expect(state).toMatchObject({
      schema: 2,
      frames: [{ kind: 'x' }],
      run: { lane: 'fast', slots: { mood: { v: 'calm', t: 'calm', since: 3 } } },
    });
  });

  it('keeps a question that only the later release can hear the answer to, until it is answered twice', () => {
    const question = { kind: 'pick_slot', days: ['Mon'] };
    const asked = { ...startState({}), schema: 2, pending: question };
    const first = engine.step(asked, says('Mon'), context);
    expect(first.state.pending).toEqual(question);
    expect(first.reply.texts.join()).toContain('once more');
    const second = engine.step(first.state, says('My printer is broken'), context);
    expect(second.state.pending).not.toEqual(question);
    expect(second.reply.texts.join()).not.toContain('once more');
  });

  it('loses a proof that only the later release knows when the identity that it was for ends', () => {
    const before = startState({ name: 'Ann', email: 'ann@firm.example' });
    const state = loadState({ ...before, schema: 2, identity: { ...before.identity, passkey: 'proven' } });
    expect(state.identity).toHaveProperty('passkey');
    resetIdentity(state);
    expect(state.identity).toEqual({ ...before.identity, epoch: before.identity.epoch + 1 });
  });

  it('is refused when it is older than every step that is known', () => {
    expect(() => loadState({ ...startState({}), schema: 0 })).toThrow(/schema 0/);
  });
});
