export interface FixedClock {
  readonly now: () => Date;
  readonly advance: (ms: number) => void;
}

/** A clock that stands still at this instant (ISO 8601) until it is advanced. */
export function fixedClock(iso: string): FixedClock {
  let time = Date.parse(iso);
  if (Number.isNaN(time)) throw new TypeError(`not an instant: ${iso}`);
  return {
    now: () => new Date(time),
    advance: (ms) => {
      time += ms;
    },
  };
}
