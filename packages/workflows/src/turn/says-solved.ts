import { quoted } from '@acebuddy/contracts';
import type { Heard } from '../dialogue/heard.ts';
import { type Turn, tell } from '../flow/turn.ts';
import { isOpenTicket } from './open-ticket.ts';
import { ticketNamed } from './ticket-meant.ts';
import { shortName } from './ticket-texts.ts';
import { isHers, noteOfCustomer } from './who-says.ts';

/** It works after all: the team hears it on the ticket that she means, and closes it. */
export function noteSolved(turn: Turn, heard: Heard): void {
  const open = turn.state.tickets.filter((ticket) => isHers(turn, ticket) && isOpenTicket(ticket));
  const ticket = ticketNamed(turn, heard, open) ?? open.at(-1);
  if (ticket === undefined) return;
  noteOfCustomer(turn, ticket, turn.team('team.says_solved', { text: quoted(heard.text.slice(0, 500)) }));
  tell(turn, 'after.solved', { ticket: shortName(turn, ticket) });
}
