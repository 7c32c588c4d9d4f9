import type { DoubtFilter } from '../api/types.ts';
import { beginOf, isDate, plusDays } from '../text/days.ts';
import { choicesOf } from '../text/words.ts';
import { codeText, oneOf, type Search, withoutUnset } from './read-search.ts';

const kinds = choicesOf('doubts').map(([kind]) => kind);

/** Filters of the messages that were not understood, as they stand in the address; without a label unless said otherwise. */
export interface DoubtSearch {
  readonly kind?: string;
  readonly language?: string;
  readonly label?: 'with' | 'all';
  /** ISO dates in the shown zone, both included. */
  readonly from?: string;
  readonly to?: string;
}

export function readDoubtSearch(search: Search): DoubtSearch {
  return withoutUnset({
    kind: kinds.find((kind) => kind === search.kind),
    language: codeText(search.language, 20),
    label: oneOf(search.label, ['with', 'all']),
    from: isDate(search.from) ? search.from : undefined,
    to: isDate(search.to) ? search.to : undefined,
  }) as DoubtSearch;
}

/** What the gateway is asked for: days become moments of the zone. */
export function toDoubtFilter({ kind, language, label, from, to }: DoubtSearch, zone: string): DoubtFilter {
  return withoutUnset({
    kind,
    language,
    labelled: label === 'all' ? undefined : label === 'with',
    from: from === undefined ? undefined : beginOf(from, zone),
    to: to === undefined ? undefined : beginOf(plusDays(to, 1), zone),
  }) as DoubtFilter;
}
