import type { Mail } from '@acebuddy/contracts';
import { type ConversationRecord, proofOfRun, type Run, type Work } from './record.ts';

type TicketWork = Extract<Work, { kind: 'createTicket' }>;

/** What follows a ticket: the customer's confirmation and the team's notice, each exactly once per run. */
export function ticketMails(work: TicketWork, run: Run): Work[] {
  const mails: [string, Mail][] = [[`${work.id}:team`, teamNotice(work, run)]];
  const confirmation = customerConfirmation(work, run);
  if (confirmation !== null) mails.unshift([`${work.id}:customer`, confirmation]);
  return mails.map(([id, mail]) => ({ kind: 'mail', id, awaited: false, mail }));
}

function customerConfirmation(work: TicketWork, run: Run): Mail | null {
  const { ticket } = work;
  if (ticket.customer.email === null) return null;
  return {
    template: 'ticket_confirmation',
    to: { name: ticket.customer.name, email: ticket.customer.email },
    ticketNumber: run.ticket?.number ?? null,
    ticketUrl: null,
    reference: run.reference as Mail extends { reference: infer R } ? R : never,
    outcome: ticket.outcome,
    workflowName: ticket.workflowName,
    expectedResolution: ticket.expectedResolution,
    ...ticket.inHerLanguage,
    notes: [...ticket.mailNotes],
  } as Mail;
}

function teamNotice(work: TicketWork, run: Run): Mail {
  const { ticket } = work;
  const proof = proofOfRun(run);
  return {
    template: 'team_notice',
    team: ticket.team,
    customer: ticket.customer,
    ticketNumber: run.ticket?.number ?? null,
    ticketUrl: run.ticket?.url ?? null,
    reference: run.reference,
    workflowName: ticket.workflowName,
    priority: ticket.priority,
    // For a notifications service of an earlier release, which knows two values.
    verified: proof === null ? null : proof === 'verified',
    proof,
    collected: [...ticket.collected],
    actionRequired: ticket.actionRequired.slice(0, 1_000),
  } as Mail;
}

/** Desk refused the ticket for good: the team hears of it, since the customer was promised one. */
export function refusedTicketNotice(record: ConversationRecord, work: TicketWork, reason: string): Work[] {
  const run = record.runs.find((candidate) => candidate.runId === work.runId);
  if (run === undefined) return [];
  const notice = teamNotice(work, run);
  if (notice.template !== 'team_notice') return [];
  const actionRequired = `Zoho Desk refused this ticket (${reason}). Please create it by hand. ${notice.actionRequired}`;
  return [
    {
      kind: 'mail',
      id: `${work.id}:refused`,
      awaited: false,
      mail: { ...notice, actionRequired: actionRequired.slice(0, 1_000) },
    },
  ];
}
