import { quoted } from '@acebuddy/contracts';
import { nextEffectId, type Turn } from '../flow/turn.ts';
import { type KnownTicket, noteCharsMax, notesMax } from '../state/state-schema.ts';
import { noteOfCustomer } from './who-says.ts';

export interface Note {
  readonly text: string;
  readonly isUrgent: boolean;
  /** She asks something that nobody here knows. */
  readonly asks?: boolean;
  /** Lines of ours before her words. */
  readonly heads?: readonly string[];
}

/** Puts her words on the ticket, word for word; what cannot wait raises its priority. */
export function putOnTicket(turn: Turn, ticket: KnownTicket, { text, isUrgent, asks = false, heads = [] }: Note): void {
  const said = { text: quoted(text.slice(0, 1_500)) };
  const line = asks ? turn.team('team.asks', said) : turn.team('team.added_in_chat', said);
  const urgent = isUrgent ? [turn.team('team.urgent')] : [];
  noteOfCustomer(turn, ticket, [...heads, ...urgent, line].join('\n'));
  ticket.notes = [...ticket.notes, text.slice(0, noteCharsMax)].slice(-notesMax);
  if (isUrgent) raise(turn, ticket);
}

function raise(turn: Turn, ticket: KnownTicket): void {
  if (ticket.raised) return;
  ticket.raised = true;
  const { runId } = ticket;
  turn.effects.push({ id: nextEffectId(turn, 'priority'), awaited: false, kind: 'priority', runId, priority: 'High' });
}

const shownMax = 160;

/** Her words as they are said back. */
export function saidBack(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return quoted(flat.length <= shownMax ? flat : `${flat.slice(0, shownMax).replace(/\s+\S*$/, '')}…`);
}
