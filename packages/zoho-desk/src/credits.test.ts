import { expect, it } from 'vitest';
import { createFakeClock } from '../test/harness/fake-clock.ts';
import { createCreditMeter } from './credits.ts';

const headers = (weight: string, remaining: string) =>
  new Headers({ 'X-Rate-Limit-Request-Weight-v3': weight, 'X-Rate-Limit-Remaining-v3': remaining });

it('adds up weights and remembers what is left', () => {
  const meter = createCreditMeter({ clock: createFakeClock() });
  expect(meter.note(headers('1', '4999'))).toBe(1);
  expect(meter.note(headers('3', '4996'))).toBe(3);
  expect(meter.note(new Headers())).toBeNull();
  expect(meter.stats()).toEqual({ creditsRemaining: 4_996, creditsUsed: 4, calls: 3 });
});

it('raises the alarm once a day, not once a call', () => {
  const alarms: number[] = [];
  const meter = createCreditMeter({
    clock: createFakeClock(),
    alarmBelow: 100,
    onBudgetLow: (left) => alarms.push(left),
  });
  for (const left of ['150', '99', '98', '5000', '50']) {
    meter.note(headers('1', left));
  }
  expect(alarms).toEqual([99, 50]);
});

it('does not take what was left half an hour ago for what is left now: the day may have begun anew', () => {
  const clock = createFakeClock();
  const meter = createCreditMeter({ clock });
  meter.note(headers('1', '100'));
  clock.advance(30 * 60_000);
  expect(meter.stats().creditsRemaining).toBe(100);
  clock.advance(1);
  expect(meter.stats().creditsRemaining).toBeNull();
  meter.note(headers('1', '99'));
  expect(meter.stats().creditsRemaining).toBe(99);
});

it('ignores headers that are no numbers', () => {
  const meter = createCreditMeter({ clock: createFakeClock() });
  meter.note(headers('many', ''));
  expect(meter.stats()).toEqual({ creditsRemaining: null, creditsUsed: 0, calls: 1 });
});

it('is paused until the time Desk named, and not shorter because of a later, shorter pause', () => {
  const clock = createFakeClock();
  const meter = createCreditMeter({ clock });
  const until = clock.now() + 60_000;
  meter.pause(until);
  meter.pause(clock.now() + 1_000);
  expect(meter.pausedUntil()).toBe(until);
  clock.advance(60_000);
  expect(meter.pausedUntil()).toBeNull();
});
