import { quoted } from '@acebuddy/contracts';
import type { Turn } from '../flow/turn.ts';
import { type KnownTicket, noteCharsMax, notesMax, type Run } from '../state/state-schema.ts';
import { reviseTicket, setPriority, ticketNow } from './revise-ticket.ts';
import { runOfTicket } from './run-of-ticket.ts';
import { addWords } from './told.ts';
import { noteOfCustomer } from './who-says.ts';

export interface Note {
  readonly text: string;
  /** What of it the ticket is known to have, where that is not the whole. */
  readonly kept?: string;
  readonly isUrgent: boolean;
  /** It can wait after all. */
  readonly isCalm?: boolean;
  /** She asks something that nobody here knows. */
  readonly asks?: boolean;
  /** Lines of ours before her words. */
  readonly heads?: readonly string[];
}

/** Puts her words on the ticket, word for word; what cannot wait raises its priority, what can after all takes that back. */
export function putOnTicket(turn: Turn, ticket: KnownTicket, note: Note): void {
  const { text, kept = text, isUrgent, isCalm = false, asks = false, heads = [] } = note;
  const said = { text: quoted(text.slice(0, 1_500)) };
  const line = asks ? turn.team('team.asks', said) : turn.team('team.added_in_chat', said);
  const urgent = isUrgent ? [turn.team('team.urgent')] : [];
  noteOfCustomer(turn, ticket, [...heads, ...urgent, line].join('\n'));
  ticket.notes = [...ticket.notes, kept.slice(0, noteCharsMax)].slice(-notesMax);
  const run = runOfTicket(turn, ticket);
  const before = run === undefined ? null : ticketNow(turn, ticket, run);
  if (run !== undefined) addWords(run, text.slice(0, noteCharsMax));
  if (isUrgent && !ticket.raised) setPriority(turn, ticket, 'High');
  else if (isCalm && ticket.raised && run !== undefined) calm(turn, ticket, run);
  else return;
  if (run !== undefined) reviseTicket(turn, ticket, run, before);
}

/** Back to what its kind of request has. */
function calm(turn: Turn, ticket: KnownTicket, run: Run): void {
  const priority = ticketNow(turn, ticket, run)?.request.priority ?? 'High';
  ticket.urgent = false;
  if (priority !== 'High') setPriority(turn, ticket, priority);
}

const shownMax = 160;

/** Her words as they are said back. */
export function saidBack(text: string): string {
  const flat = text
    .replace(/\s+/g, ' ')
    .replace(/[\s,;]+$/, '')
    .trim();
  return quoted(flat.length <= shownMax ? flat : `${flat.slice(0, shownMax).replace(/\s+\S*$/, '')}…`);
}
