import { faultKinds } from '@acebuddy/zoho-desk/simulator';
import { describe, expect, it } from 'vitest';
import { nameOf } from './faults.ts';
import { createPlan } from './plan.ts';

const options = { seed: 7, conversations: 200, processes: 8, mongo: true, quick: false };

describe('the plan of a chaos run', () => {
  it('follows from its seed', () => {
    expect(createPlan(options)).toEqual(createPlan(options));
    expect(createPlan({ ...options, seed: 8 }).faults).not.toEqual(createPlan(options).faults);
  });

  it('keeps a conversation as it is when there are more of them', () => {
    const more = createPlan({ ...options, conversations: 300 });
    expect(more.chats.slice(0, 200)).toEqual(createPlan(options).chats);
  });

  it('holds every kind of fault that the simulated desk knows, but for the throttle of its accounts server', () => {
    const named = new Set(
      Array.from({ length: 60 }, (_, seed) => createPlan({ ...options, seed }).faults.map(nameOf)).flat(),
    );
    for (const kind of faultKinds.filter((each) => each !== 'access_denied')) expect(named).toContain(`desk ${kind}`);
  });

  it('strikes at least twenty kinds and every process within one round', () => {
    const { faults } = createPlan({ ...options, conversations: 60, quick: true });
    expect(new Set(faults.map(nameOf)).size).toBeGreaterThanOrEqual(20);
    const victims = faults.flatMap((fault) => (fault.on === 'process' ? [fault.victim] : []));
    expect(new Set(victims).size).toBe(8);
  });
});
