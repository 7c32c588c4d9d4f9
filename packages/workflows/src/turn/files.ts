import type { Attachment } from '@acebuddy/contracts';
import { provenMailbox } from '../flow/proof.ts';
import { activeRun, nextEffectId, type Turn } from '../flow/turn.ts';
import { attachmentsMax } from '../state/state-schema.ts';
import { reopen } from './reopen.ts';
import { isHers, noteOfCustomer, whoSays } from './who-says.ts';

/** Files wait for the run's ticket; after its end they go to it at once. */
export function noteAttachments(turn: Turn, attachments: readonly Attachment[]): void {
  const { state } = turn;
  const ticket = activeRun(state) === null ? state.tickets.at(-1) : undefined;
  if (ticket !== undefined && isHers(turn, ticket) && attachments.length > 0) {
    if (provenMailbox(turn) === null && whoSays(turn, ticket) !== null)
      noteOfCustomer(turn, ticket, turn.team('team.files', { count: attachments.length }));
    reopen(turn, ticket);
    const files = attachments.slice(0, attachmentsMax);
    turn.effects.push({
      id: nextEffectId(turn, 'attach'),
      awaited: false,
      kind: 'attach',
      runId: ticket.runId,
      attachments: files,
    });
    return;
  }
  state.attachments = [...state.attachments, ...attachments].slice(-attachmentsMax);
}
