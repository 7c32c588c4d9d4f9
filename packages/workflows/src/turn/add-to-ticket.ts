import { quoted } from '@acebuddy/contracts';
import { type Heard, has } from '../dialogue/heard.ts';
import { quietMs, say, type Turn } from '../flow/turn.ts';
import { wordCount } from '../language/normalise.ts';
import { language } from '../language/words.ts';
import type { KnownTicket } from '../state/state-schema.ts';
import { askFollowUp } from './follow-up.ts';
import { reopen } from './reopen.ts';
import { isHers, noteOfCustomer } from './who-says.ts';

const addMinutes = 30;

/** "It went from 200 to 240", right after the ticket: what is no new problem belongs to the one just logged. */
export function addsToTicket(turn: Turn, heard: Heard, isSameTopic = false): boolean {
  const { text } = heard;
  const { state } = turn;
  const ticket = state.tickets.at(-1);
  const isSoon = (quietMs(turn) ?? Number.POSITIVE_INFINITY) <= addMinutes * 60_000;
  const isStatement =
    wordCount(text) >= (isSameTopic ? 2 : 4) && !has(heard, 'question', 'complaint', 'status', 'why', 'how');
  if (ticket === undefined || !isHers(turn, ticket) || !isStatement || !isSoon) return false;
  if (state.misses > 0 && !isSameTopic) return false;
  noteOfCustomer(turn, ticket, turn.team('team.added_in_chat', { text: quoted(text.slice(0, 1_500)) }));
  const { number } = ticket;
  const known = number === null ? turn.words('request.yours') : turn.words('request.number', { number });
  say(turn, addedTo(turn, ticket, known));
  state.misses = 1;
  state.pending = { kind: 'more' };
  askFollowUp(turn);
  return true;
}

/** Of a ticket that the chat itself closed nobody sees it, and a further word alone does not open it. */
function addedTo(turn: Turn, known: KnownTicket, ticket: string): string {
  if (reopen(turn, known)) return turn.words('ticket.added_reopened', { ticket });
  if (known.outcome === 'resolved') return turn.words('ticket.added_solved', { ticket });
  if (known.outcome === 'declined') return turn.words('ticket.added_declined', { ticket });
  return turn.words('ticket.added_open', { ticket });
}

/** More about the problem whose ticket the team has just got: one request, one ticket, unless she says that it is another. */
export function tellsMore(turn: Turn, heard: Heard): boolean {
  const { run } = turn.state;
  const isOpen = run?.ticketed === true && ['ticket', 'awaiting_approval', 'escalated'].includes(run.ended ?? '');
  if (run === null || !isOpen || run.workflow !== heard.topic?.workflow) return false;
  const ticket = turn.state.tickets.at(-1);
  if (ticket?.runId !== run.id || ticket.closedAt !== null) return false;
  if (language(turn).names('another', heard.text)) return false;
  return addsToTicket(turn, heard, true);
}
