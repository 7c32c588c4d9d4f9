import { quoted } from '@acebuddy/contracts';
import type { Heard } from '../dialogue/heard.ts';
import { type Turn, tell } from '../flow/turn.ts';
import { says } from '../language/sayings.ts';
import type { KnownTicket } from '../state/state-schema.ts';
import { putOnTicket } from './note-on-ticket.ts';
import { isOpenTicket } from './open-ticket.ts';
import { isEmergency } from './other-problem.ts';
import { reviseTicket, setPriority, ticketNow } from './revise-ticket.ts';
import { runOfTicket } from './run-of-ticket.ts';
import { shortName } from './ticket-texts.ts';
import { isHers, newestOfHers, noteOfCustomer } from './who-says.ts';

/**
 * "Nothing is lost, I only ask": what was just logged as an emergency is none. The team hears so on that ticket, and what she
 * asked goes to her other request, where there is one. False where she says nothing like it.
 */
export function takesBackEmergency(turn: Turn, { text }: Pick<Heard, 'text'>): boolean {
  const newest = newestOfHers(turn);
  if (newest === undefined || !isOpenTicket(newest) || !isEmergency(turn, newest.workflow)) return false;
  if (!says('no_emergency', text, turn.language)) return false;
  const note = turn.team('team.no_emergency', { text: quoted(text.slice(0, 1_500)) });
  noteOfCustomer(turn, newest, note);
  lower(turn, newest, note);
  tell(turn, 'after.no_emergency', { ticket: shortName(turn, newest) });
  const other = turn.state.tickets.findLast(
    (ticket) => isOpenTicket(ticket) && isHers(turn, ticket) && !isEmergency(turn, ticket.workflow),
  );
  if (other === undefined) return true;
  const asked = [runOfTicket(turn, newest)?.firstText ?? '', text].filter((part) => part !== '').join('\n');
  putOnTicket(turn, other, { text: asked, isUrgent: false, asks: true });
  const by = other.email === null ? 'other' : 'mail';
  tell(turn, 'after.for_team', { ticket: shortName(turn, other), urgent: false, by });
  return true;
}

/** The ticket begins with it, and goes before nobody else's any more. */
function lower(turn: Turn, ticket: KnownTicket, note: string): void {
  const run = runOfTicket(turn, ticket);
  const before = run === undefined ? null : ticketNow(turn, ticket, run);
  if (run === undefined || before === null) return;
  run.reason = note;
  setPriority(turn, ticket, 'Medium');
  reviseTicket(turn, ticket, run, before);
}
