import { type ProductTime, systemTime } from '@acebuddy/standalone';

/** The demo's last moment: a Tuesday afternoon where the operator is. The same on every day that the tests run. */
export const demoUntil = new Date('2026-03-31T20:30:00Z');

/** A time that goes on from the demo's end, for the product and, as milliseconds to add, for the browser. */
export function timeOfDemo(): ProductTime & { readonly aheadMs: number } {
  const aheadMs = demoUntil.getTime() + 60_000 - Date.now();
  return { ...systemTime, now: () => new Date(Date.now() + aheadMs), aheadMs };
}

/** What a page runs before its own scripts, so that its clock is the product's. */
export function shiftClock(aheadMs: number): string {
  return `{
    const Real = Date;
    globalThis.Date = class Date extends Real {
      constructor(...given) {
        if (given.length === 0) super(Real.now() + ${aheadMs});
        else super(...given);
      }
      static now() {
        return Real.now() + ${aheadMs};
      }
    };
  }`;
}
