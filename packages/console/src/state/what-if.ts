import { createStored } from './stored.ts';

/** Inputs of the impact that somebody tries out at this browser; null where she changed nothing. */
export interface WhatIf {
  readonly hourCost: number | null;
  /** By workflow. */
  readonly minutesSaved: Readonly<Record<string, number>>;
}

export const noWhatIf: WhatIf = { hourCost: null, minutesSaved: {} };
const isAmount = (value: unknown, max: number): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= max;

/** The limits of the operator's file. */
export const hourCostMax = 10_000;
export const minutesMax = 1_440;

/** What the browser kept may be of an older release, or of anybody. */
export function readWhatIf(kept: unknown): WhatIf {
  const { hourCost, minutesSaved } = (kept ?? {}) as Partial<Record<keyof WhatIf, unknown>>;
  const entries = Object.entries(typeof minutesSaved === 'object' && minutesSaved !== null ? minutesSaved : {});
  return {
    hourCost: isAmount(hourCost, hourCostMax) ? hourCost : null,
    minutesSaved: Object.fromEntries(entries.filter(([, value]) => isAmount(value, minutesMax))),
  };
}

export const whatIfChoice = createStored<WhatIf>('what-if', readWhatIf);
