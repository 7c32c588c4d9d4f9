import { minuteOf, type TicketFact } from '@acebuddy/metrics';
import type { ConversationRecord, Run } from '../record.ts';
import { type Change, dimsOf, ticketWorkOf } from './change.ts';

/** Tickets: promised, made, told, closed. */
export function noteTickets(change: Change): void {
  for (const run of change.after.runs) noteTicket(change, run);
}

function noteTicket(change: Change, run: Run): void {
  const { facts, before, after, now } = change;
  const known = facts.get('ticket', run.runId) ?? newTicket(change, run);
  const work = ticketWorkOf(after, run.runId);
  const isMade = run.ticket !== null;
  // Made in this commit; one that was there when its facts were first kept came to be nobody knows when.
  const wasOut = before.runs.some((other) => other.runId === run.runId && other.ticket === null);
  const isNew = isMade && known.state !== 'created' && wasOut;
  const sinceS = Math.max(0, Math.round((Date.parse(now) - Date.parse(run.openedAt)) / 1_000));
  const { contactLinked = null, chatLinked = null } = run.ticket ?? {};
  facts.put({
    ...known,
    ...dimsOf(change, run.runId),
    outcome: run.outcome,
    state: isMade ? 'created' : work?.item.status === 'dead' ? 'refused' : 'promised',
    createdS: known.createdS ?? (isNew ? sinceS : null),
    toldS: known.toldS ?? (isTold(change, run) ? sinceS : null),
    contact: contactLinked ?? known.contact,
    chat: chatLinked ?? known.chat,
    closedAt: !run.closed || known.logged ? null : (known.closedAt ?? minuteOf(run.closedAt ?? now)),
  });
}

function newTicket(change: Change, run: Run): TicketFact {
  const { facts, after, isNewTurn } = change;
  const ticket = ticketWorkOf(after, run.runId)?.ticket;
  const messages = facts.get('run', run.runId)?.messages ?? 0;
  return {
    kind: 'ticket',
    id: run.runId,
    at: minuteOf(run.openedAt),
    ...dimsOf(change, run.runId),
    team: ticket?.team ?? null,
    outcome: run.outcome,
    state: 'promised',
    createdS: null,
    toldS: null,
    contact: null,
    chat: null,
    logged: ticket === undefined ? run.outcome === 'resolved' : ticket.status === 'Closed',
    closedAt: null,
    turns: isNewTurn && messages > 0 ? messages : null,
  };
}

/** Its number is in what was said now, or what had it in it was delivered (by mail, where the chat took it no more). */
function isTold({ before, after, isNewTurn }: Change, { ticket }: Run): boolean {
  if (ticket === null) return false;
  const has = (text: string) => text.includes(ticket.number);
  const said = after.head?.reply?.replies ?? [];
  const isSaid = (isNewTurn || before.head?.reply !== after.head?.reply) && said.some(has);
  return isSaid || deliveredPushes(before, after).some(has);
}

function deliveredPushes(before: ConversationRecord, after: ConversationRecord): string[] {
  if (before.outbox === after.outbox) return [];
  const left = new Set(after.outbox.map(({ work }) => work.id));
  return before.outbox.flatMap(({ work }) => (work.kind === 'push' && !left.has(work.id) ? [work.text] : []));
}
