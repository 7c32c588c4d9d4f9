import { quoted } from '@acebuddy/contracts';
import type { Turn } from '../flow/turn.ts';
import { type Run, runNotesMax } from '../state/state-schema.ts';
import { noteOfCustomer, ticketOf } from './who-says.ts';

/** What a note is of: a question that nothing here answers, what she wants besides, or what she saw at a step. */
export type NoteKind = 'asked' | 'beside' | 'seen';

const textCharsMax = 400;

/** Keeps her words for the run's ticket; a question goes there at once where there is one already. */
export function noteForTicket(turn: Turn, run: Run, kind: NoteKind, words: string): void {
  const text = words.trim().slice(0, textCharsMax);
  const ticket = run.ticketed ? ticketOf(turn, run) : undefined;
  if (ticket !== undefined && kind === 'asked') {
    noteOfCustomer(turn, ticket, turn.team('team.asks', { text: quoted(text) }));
    return;
  }
  if (text === '' || run.notes.some((note) => note.text === text)) return;
  run.notes = [...run.notes, { kind, text }].slice(-runNotesMax);
}

/** The notes as lines of the ticket, what she wants first. */
export function noteLines({ team }: Turn, { notes }: Run): string[] {
  return (['beside', 'asked', 'seen'] as const).flatMap((kind) => {
    const own = notes.filter((note) => note.kind === kind);
    if (own.length === 0) return [];
    return [
      '',
      team(`team.ticket.${kind}`),
      ...own.map(({ text }) => team('team.ticket.quote', { text: quoted(text) })),
    ];
  });
}
