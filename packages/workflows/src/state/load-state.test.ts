import { describe, expect, it } from 'vitest';
import { loadState } from './load-state.ts';
import { startState } from './start-state.ts';

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

  it('does not greet people by the names that SalesIQ makes up', () => {
    expect(startState({ name: 'Visitor 4711' }).profile.name).toBeNull();
    expect(startState({ name: 'Maria Lopez' }).profile.name).toBe('Maria Lopez');
  });
});
