import { noteOnTicket, quietMs, say, type Turn } from '../flow/turn.ts';
import { looksLikeQuestion } from '../language/intents.ts';
import { wordCount } from '../language/normalise.ts';
import { readTone } from '../language/tone.ts';
import { askFollowUp } from './follow-up.ts';

const addMinutes = 30;

/** "It went from 200 to 240", right after the ticket: what is no new problem belongs to the one just logged. */
export function addsToTicket(turn: Turn, text: string): boolean {
  const { state } = turn;
  const ticket = state.tickets.at(-1);
  const isSoon = (quietMs(turn) ?? Number.POSITIVE_INFINITY) <= addMinutes * 60_000;
  const isStatement = wordCount(text) >= 4 && !looksLikeQuestion(text) && !readTone(text).upset;
  if (ticket === undefined || !isStatement || !isSoon || state.misses > 0) return false;
  noteOnTicket(turn, ticket.runId, `The customer added in chat: "${text.slice(0, 1_500)}"`);
  const known = ticket.number === null ? 'your request' : `ticket #${ticket.number}`;
  say(turn, `I added that to ${known}, so the team sees it. If it is about something else, just say so.`);
  state.misses = 1;
  state.pending = { kind: 'more' };
  askFollowUp(turn);
  return true;
}

/** More about the problem whose ticket the team has just got: one request, one ticket, unless she says that it is another. */
export function tellsMore(turn: Turn, workflow: string, text: string): boolean {
  const { run } = turn.state;
  const isOpen = run?.ticketed === true && ['ticket', 'awaiting_approval', 'escalated'].includes(run.ended ?? '');
  if (run === null || !isOpen || run.workflow !== workflow) return false;
  if (turn.state.tickets.at(-1)?.runId !== run.id) return false;
  if (/\b(?:another|other|new|second|different|next|one more|else)\b/i.test(text)) return false;
  return addsToTicket(turn, text);
}
