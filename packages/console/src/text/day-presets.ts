import { plusDays } from './days.ts';

/** Days that people ask for by name. Each with the first and the last of them, counted back from today. */
export const dayPresets = [
  { id: 'today', label: 'Today', first: 0, last: 0 },
  { id: 'yesterday', label: 'Yesterday', first: 1, last: 1 },
  { id: 'week', label: 'Last 7 days', first: 6, last: 0 },
  { id: 'month', label: 'Last 28 days', first: 27, last: 0 },
] as const;

interface Days {
  /** ISO dates, both included. */
  readonly from: string;
  readonly to: string;
}

/** The days of a preset; none for what is no preset. */
export function daysOfPreset(id: string | undefined, today: string): Days | Record<string, never> {
  const preset = dayPresets.find((each) => each.id === id);
  return preset === undefined ? {} : { from: plusDays(today, -preset.first), to: plusDays(today, -preset.last) };
}

/** The preset that these days are. */
export function presetOf({ from, to }: Partial<Days>, today: string): string | undefined {
  return dayPresets.find(({ id }) => {
    const days = daysOfPreset(id, today);
    return days.from === from && days.to === to;
  })?.id;
}

/** The calendar month before the one of this day. */
export function lastMonth(today: string): Days {
  const to = plusDays(`${today.slice(0, 7)}-01`, -1);
  return { from: `${to.slice(0, 7)}-01`, to };
}
