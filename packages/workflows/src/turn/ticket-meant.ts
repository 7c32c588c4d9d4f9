import { type Heard, has } from '../dialogue/heard.ts';
import { activeRun, quietMs, type Turn } from '../flow/turn.ts';
import { bare } from '../language/normalise.ts';
import { language } from '../language/words.ts';
import type { KnownTicket } from '../state/state-schema.ts';
import { nameWords } from './name-words.ts';
import { isOpenTicket } from './open-ticket.ts';
import { isOtherProblem } from './other-problem.ts';
import { isHers } from './who-says.ts';

/** So long what she writes is about the ticket that was logged. */
const recentMs = 6 * 3_600_000;

/**
 * The open ticket of hers that a message is about, where nothing is under way: the one of the number or the topic that it
 * names, else the newest. Null where there is none, or the message is surely about another problem.
 */
export function ticketMeant(turn: Turn, heard: Heard): KnownTicket | null {
  const { state } = turn;
  if (activeRun(state) !== null || (quietMs(turn) ?? Number.POSITIVE_INFINITY) > recentMs) return null;
  const hers = state.tickets.filter((ticket) => isHers(turn, ticket));
  const open = hers.filter(isOpenTicket);
  const number = numberNamed(turn, heard);
  if (number !== null) return open.find((ticket) => ticket.number === number) ?? null;
  if (open.length === 0 || isOtherProblem(turn, heard, open)) return null;
  const newest = hers.at(-1);
  return ticketNamed(turn, heard, open) ?? (newest !== undefined && isOpenTicket(newest) ? newest : null);
}

/** The ticket whose problem the words name, where several are hers. */
export function ticketNamed(
  turn: Turn,
  { text, topic }: Pick<Heard, 'text' | 'topic'>,
  tickets: readonly KnownTicket[],
): KnownTicket | undefined {
  const ofTopic = tickets.findLast(({ workflow }) => workflow === topic?.workflow);
  if (ofTopic !== undefined) return ofTopic;
  const said = new Set(bare(text).split(' '));
  const names = (ticket: KnownTicket) =>
    nameWords(turn, ticket.workflow).filter((word) => said.has(word) && isOwnWord(turn, ticket, word, tickets)).length;
  const best = tickets.toSorted((a, b) => names(b) - names(a))[0];
  if (best !== undefined && names(best) > 0) return best;
  const likely = topic?.alternatives.map(({ workflow }) => workflow) ?? [];
  const likeliest = likely.find((id) => tickets.some(({ workflow }) => workflow === id));
  return tickets.findLast(({ workflow }) => workflow === likeliest);
}

function isOwnWord(turn: Turn, own: KnownTicket, word: string, tickets: readonly KnownTicket[]): boolean {
  return !tickets.some(({ workflow }) => workflow !== own.workflow && nameWords(turn, workflow).includes(word));
}

/** The number behind "ticket", or asked after; another number is none of a ticket. */
function numberNamed(turn: Turn, heard: Heard): string | null {
  const isNamed = language(turn).names('on_ticket', heard.text) || has(heard, 'status');
  const found = [...heard.text.matchAll(/(?<![\p{L}\d.:/-])(#?)(\d{2,8})(?![\p{L}\d:/%]|[.-]\d)/gu)];
  const marked = found.find(([, mark]) => mark === '#')?.[2];
  if (marked !== undefined) return marked;
  const [, , number = null] = found.length === 1 ? (found[0] ?? []) : [];
  const isKnown = number !== null && turn.state.tickets.some((ticket) => ticket.number === number);
  return isKnown || (isNamed && number !== null && number.length >= 3) ? number : null;
}
