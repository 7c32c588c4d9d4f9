import { noteOnTicket, type Turn } from '../flow/turn.ts';
import { bare } from '../language/normalise.ts';

const words: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  terrible: 1,
  bad: 2,
  poor: 1,
  okay: 3,
  ok: 3,
  average: 3,
  good: 4,
  great: 5,
  excellent: 5,
  perfect: 5,
  awesome: 5,
  amazing: 5,
};

/** One to five stars, from the card or in words. */
export function readRating(text: string): number | null {
  const stars = [...text].filter((character) => character === '⭐' || character === '★').length;
  if (stars > 0) return Math.min(stars, 5);
  const said = bare(text);
  const digits = /^(?:i'd (?:say|give (?:it|you)) |a )?([1-5])(?: ?(?:stars?|points?|\/ ?5|out of 5|of 5))?$/.exec(
    said,
  )?.[1];
  if (digits !== undefined) return Number(digits);
  return words[said.replace(/ stars?$/, '')] ?? null;
}

/** Keeps the rating and puts it on the newest ticket, with what else she wrote. Stars said twice count once. */
export function rate(turn: Turn, rating: number | null, feedback: string | null = null): void {
  const { state } = turn;
  const isNew = rating !== null && rating !== state.rated;
  state.rated = rating ?? state.rated;
  const ticket = state.tickets.at(-1);
  if (ticket === undefined || (!isNew && feedback === null)) return;
  const stars = rating === null ? 'The customer gave feedback' : `The customer rated the chat ${rating} of 5`;
  noteOnTicket(turn, ticket.runId, feedback === null ? `${stars}.` : `${stars}: ${feedback}`, 'rating');
}
