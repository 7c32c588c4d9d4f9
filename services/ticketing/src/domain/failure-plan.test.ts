import { describe, expect, it } from 'vitest';
import { DeskFailure, type DeskFailureKind, type StepProgress } from '../ports.ts';
import { type FailureInput, planFailure } from './failure-plan.ts';
import { checkWorkSettings, defaultWorkSettings } from './settings.ts';

const now = 1_000_000;
const fresh: StepProgress = {
  attempts: 0,
  part: 0,
  resultIds: [],
  sentAt: null,
  firstSentAt: null,
  sends: 0,
  looks: 0,
  dropped: [],
};
const plan = (kind: DeskFailureKind, overrides: Partial<FailureInput> = {}, retryAfterMs?: number) =>
  planFailure({
    failure: new DeskFailure(kind, 'x', retryAfterMs === undefined ? {} : { retryAfterMs }),
    progress: fresh,
    sentAt: now - 100,
    during: 'call',
    isOwnTicket: false,
    settings: defaultWorkSettings,
    looks: defaultWorkSettings.createLooks,
    now,
    random: () => 0.5,
    ...overrides,
  });

describe('planFailure', () => {
  it('looks before anything else after a lost answer', () => {
    expect(plan('unknown')).toMatchObject({
      state: 'unknown',
      progress: { sentAt: now - 100, firstSentAt: now - 100, sends: 1, looks: 0, attempts: 1 },
      dueAt: now - 100 + 4_000,
    });
  });

  it('tries again a little later when nothing was sent, and forgets that it tried to send', () => {
    expect(plan('not_sent')).toMatchObject({
      state: 'queued',
      progress: { attempts: 1, sentAt: null },
      dueAt: now + 1_000,
    });
  });

  it('looks once more when an earlier send was lost, even though this one had no effect', () => {
    const progress = { ...fresh, sends: 1, sentAt: 5, firstSentAt: 5, looks: 3 };
    expect(plan('not_sent', { progress })).toMatchObject({ state: 'unknown', progress: { looks: 3, sentAt: 5 } });
  });

  it('is called early while Desk was away, but not for ever: it may have a trouble of its own', () => {
    const at = (attempts: number) => plan('not_sent', { progress: { ...fresh, attempts } }).waitsForDesk;
    expect([at(0), at(39), at(40)]).toEqual([true, true, false]);
  });

  it('waits as long as Desk asks for, without counting it as a failure', () => {
    const throttled = plan('throttled', {}, 3_600_000);
    expect(throttled).toMatchObject({ state: 'queued', progress: { attempts: 0 }, pause: true });
    expect(throttled.dueAt).toBeGreaterThanOrEqual(now + 3_600_000);
    expect(plan('throttled', {}, 900).pause).toBe(false);
  });

  it('stays in the dark when a look fails', () => {
    const progress = { ...fresh, sends: 1, sentAt: 5, firstSentAt: 5, looks: 2 };
    for (const kind of ['not_sent', 'misconfigured', 'rejected', 'unknown', 'throttled', 'not_found'] as const) {
      expect(plan(kind, { progress, during: 'look' })).toMatchObject({
        state: 'unknown',
        progress: { looks: 2, sends: 1 },
      });
    }
  });

  it('waits at least five minutes for a person to mend a misconfiguration', () => {
    expect(plan('misconfigured').dueAt).toBeGreaterThanOrEqual(now + 300_000);
    expect(plan('misconfigured', { during: 'look' }).dueAt).toBeLessThan(now + 10_000);
  });

  it('is never more than a quarter of an hour behind an outage, goes on for days, and honours a longer Retry-After', () => {
    let spentMs = 0;
    for (let attempts = 0; attempts < defaultWorkSettings.attemptsMax - 1; attempts += 1) {
      const waitMs = (plan('not_sent', { progress: { ...fresh, attempts } }).dueAt ?? 0) - now;
      expect(waitMs).toBeLessThanOrEqual(15 * 60_000);
      spentMs += waitMs;
    }
    expect(spentMs / 3_600_000).toBeGreaterThan(70);
    const told = plan('not_sent', { progress: { ...fresh, attempts: 20 } }, 7_200_000);
    expect(told.dueAt).toBeGreaterThanOrEqual(now + 7_200_000);
  });

  it('comes to an end after about three days when no call is ever answered, and asks ever less often', () => {
    let progress = fresh;
    let spentMs = 0;
    let last = plan('unknown');
    while (last.state !== 'dead') {
      const sentAt = now;
      last = plan('unknown', { progress, sentAt });
      progress = last.progress;
      // The looks in between take up to 330 s.
      spentMs += Math.max((last.dueAt ?? now) - now, 330_000);
    }
    expect(progress.sends).toBe(defaultWorkSettings.attemptsMax);
    expect(spentMs / 3_600_000).toBeGreaterThan(28);
    expect(spentMs / 3_600_000).toBeLessThan(80);
    expect(last).toMatchObject({ dueAt: null, progress: { sentAt: now } });
  });

  it('gives up what Desk will never take, and everything else after the last attempt', () => {
    expect(plan('rejected')).toMatchObject({ state: 'dead', dueAt: null });
    expect(plan('not_found')).toMatchObject({ state: 'dead', dueAt: null });
    const progress = { ...fresh, attempts: defaultWorkSettings.attemptsMax - 1 };
    expect(plan('not_sent', { progress }).state).toBe('dead');
  });
});

describe('checkWorkSettings', () => {
  it('refuses a lease that a live worker could lose during a call', () => {
    expect(() => checkWorkSettings({ ...defaultWorkSettings, leaseMs: 20_000 })).toThrow('leaseMs');
    expect(checkWorkSettings(defaultWorkSettings)).toBe(defaultWorkSettings);
  });

  it('refuses a last look that comes before the index can know', () => {
    expect(() => checkWorkSettings({ ...defaultWorkSettings, createLooks: [{ afterMs: 20_000 }] })).toThrow(
      'createLooks',
    );
    expect(() => checkWorkSettings({ ...defaultWorkSettings, createLooks: [] })).toThrow('empty');
  });
});
