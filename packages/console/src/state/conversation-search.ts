import type { ConversationFilter, ConversationRow } from '../api/types.ts';
import { beginOf, isDate, plusDays } from '../text/days.ts';
import { choicesOf } from '../text/words.ts';
import { codeText, oneOf, type Search, withoutUnset } from './read-search.ts';

export const conversationAttention = ['person_waiting', 'ticket_late', 'unhappy_rating', 'dead_letters'] as const;
const proofs = ['verified', 'mailbox only', 'not verified'] as const;
export const ratingRanges = { unhappy: [1, 2], middling: [3, 3], happy: [4, 5] } as const;
const orders = ['waiting'] as const;
export type RatingRange = keyof typeof ratingRanges;
const states = choicesOf('states').map(([state]) => state) as readonly ConversationRow['state'][];

/** Filters of the list as they stand in the address. None of them tells of a person. */
export interface ConversationSearch {
  readonly state?: ConversationRow['state'];
  readonly outcome?: string;
  readonly workflow?: string;
  readonly verified?: (typeof proofs)[number];
  readonly language?: string;
  readonly rating?: RatingRange;
  readonly attention?: (typeof conversationAttention)[number];
  /** ISO dates in the shown zone, both included. */
  readonly from?: string;
  readonly to?: string;
  /** The longest waiting first, of those that wait. */
  readonly order?: (typeof orders)[number];
}

export function readConversationSearch(search: Search): ConversationSearch {
  return withoutUnset({
    state: states.find((state) => state === search.state),
    outcome: codeText(search.outcome, 40),
    workflow: codeText(search.workflow, 100),
    verified: oneOf(search.verified, proofs),
    language: codeText(search.language, 20),
    rating: oneOf(search.rating, Object.keys(ratingRanges) as RatingRange[]),
    attention: oneOf(search.attention, conversationAttention),
    from: isDate(search.from) ? search.from : undefined,
    to: isDate(search.to) ? search.to : undefined,
    order: oneOf(search.order, orders),
  }) as ConversationSearch;
}

/** What the gateway is asked for: days become moments of the zone. */
export function toFilter({ rating, from, to, ...same }: ConversationSearch, zone: string): ConversationFilter {
  const [ratingMin, ratingMax] = rating === undefined ? [undefined, undefined] : ratingRanges[rating];
  return withoutUnset({
    ...same,
    ratingMin,
    ratingMax,
    from: from === undefined ? undefined : beginOf(from, zone),
    to: to === undefined ? undefined : beginOf(plusDays(to, 1), zone),
  }) as ConversationFilter;
}
