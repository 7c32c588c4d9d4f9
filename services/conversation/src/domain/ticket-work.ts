import { type Attachment, referenceSchema, type TicketDraft, type TranscriptEntry } from '@acebuddy/contracts';
import { redactId } from '@acebuddy/redaction';
import type { Ticketing } from '../ports.ts';
import { newest } from './newest-lines.ts';
import { type ConversationRecord, proofOfRun, type Work } from './record.ts';
import { requestIdOf, ticketRequestId } from './request-ids.ts';
import type { PerformDeps, WorkOf, WorkOutcome } from './work-outcome.ts';

/** As many turns are read; more lines are not taken by ticketing (contracts), which splits them into comments. */
const transcriptTurnsMax = 2_000;

export async function createTicket(
  deps: PerformDeps,
  record: ConversationRecord,
  work: WorkOf<'createTicket'>,
  waitMs: number,
): Promise<WorkOutcome> {
  const { reference } = work;
  const answer = await deps.ticketing.createTicket({
    requestId: requestIdOf(record, work),
    reference,
    draft: toDraft(record, work),
    transcript: newest(await lines(deps, record, 0, work.throughLine)),
    waitMs,
    foreground: work.awaited,
  });
  switch (answer.outcome) {
    case 'created': {
      const { ticketId, ticketNumber, webUrl, contactLinked, chatLinked } = answer.ticket;
      return {
        kind: 'done',
        links: {
          ...(contactLinked !== undefined && { contactLinked }),
          ...(chatLinked !== undefined && { chatLinked }),
        },
        result: { kind: 'ticket', outcome: 'created', ticketId, ticketNumber, webUrl, reference },
      };
    }
    case 'pending':
      return {
        kind: 'later',
        reason: answer.reason,
        retryAfterMs: answer.retryAfterMs,
        result: { kind: 'ticket', outcome: 'pending', reference },
      };
    case 'failed':
      return { kind: 'dead', reason: answer.reason, result: { kind: 'ticket', outcome: 'failed', reference } };
    default:
      // A newer ticketing's: it has the request, and is asked again.
      return {
        kind: 'later',
        reason: 'an answer that needs a newer release',
        mend: true,
        result: { kind: 'ticket', outcome: 'pending', reference },
      };
  }
}

/** As the ticket's draft takes it: a placeholder may be longer than what it stands for. */
const chatIdCharsMax = 200;

function toDraft(record: ConversationRecord, work: WorkOf<'createTicket'>): TicketDraft {
  const { ticket } = work;
  const { name, email, phone } = ticket.customer;
  // As the record reads it: work that an earlier release left behind has its own words for it.
  const run = record.runs.find((candidate) => candidate.runId === work.runId);
  const proof = run === undefined ? null : proofOfRun(run);
  return {
    subject: ticket.subject,
    description: ticket.description,
    customer: { name, ...(email === null ? {} : { email }), ...(phone === null ? {} : { phone }) },
    priority: ticket.priority,
    status: ticket.status,
    workflowType: ticket.workflow,
    team: ticket.team,
    chatId: redactId(record.chatId).slice(0, chatIdCharsMax),
    ...(record.visitor.id === undefined ? {} : { visitorId: record.visitor.id }),
    tags: [...ticket.tags],
    fields: { ...ticket.fields, ...(proof === null ? {} : { verified: proof }) },
    ...(ticket.dueAt === null ? {} : { dueAt: ticket.dueAt }),
  };
}

export async function appendTranscript(
  deps: PerformDeps,
  record: ConversationRecord,
  work: WorkOf<'appendTranscript'>,
): Promise<WorkOutcome> {
  const entries = await lines(deps, record, work.fromLine, work.throughLine);
  if (work.note !== null) entries.push({ role: 'system', text: work.note, at: record.updatedAt });
  if (entries.length === 0) return { kind: 'done', result: { kind: 'done' } };
  return change(deps, record, work, { kind: 'transcript', entries: newest(entries) }, 0);
}

type Change = Parameters<Ticketing['changeTicket']>[0]['change'];

export async function change(
  deps: PerformDeps,
  record: ConversationRecord,
  work: Work & ({ readonly runId: string } | { readonly ticketId: string }),
  what: Change,
  waitMs: number,
): Promise<WorkOutcome> {
  const target =
    'ticketId' in work ? { ticketId: work.ticketId } : { createdBy: ticketRequestId(record.id, work.runId) };
  const answer = await deps.ticketing.changeTicket({
    requestId: requestIdOf(record, work),
    target,
    change: what,
    waitMs,
  });
  // Ticketing has it in its ledger and finishes it: this side is done as soon as it is accepted.
  if (answer.outcome !== 'failed') return { kind: 'done', result: { kind: 'done' } };
  return { kind: 'dead', reason: answer.reason, result: { kind: 'failed', reason: answer.reason } };
}

/** The ticket keeps the reference under which it is found again. */
export async function revise(
  deps: PerformDeps,
  record: ConversationRecord,
  work: WorkOf<'revise'>,
  waitMs: number,
): Promise<WorkOutcome> {
  const reference = referenceSchema.safeParse(record.runs.find(({ runId }) => runId === work.runId)?.reference);
  // Without one it is no ticket of this chat.
  if (!reference.success) return { kind: 'done', result: { kind: 'done' } };
  const { description, dueAt, fields } = work;
  const due = dueAt === undefined ? {} : { dueAt };
  const what = { kind: 'revise', reference: reference.data, description, ...due, fields: { ...fields } } as const;
  return change(deps, record, work, what, waitMs);
}

export async function attach(
  deps: PerformDeps,
  record: ConversationRecord,
  work: WorkOf<'attach'>,
): Promise<WorkOutcome> {
  const target = { createdBy: ticketRequestId(record.id, work.runId) };
  for (const [index, file] of work.attachments.entries())
    await deps.ticketing.changeTicket({
      requestId: `${requestIdOf(record, work)}:${index}`,
      target,
      change: toChange(file),
      waitMs: 0,
    });
  return { kind: 'done', result: { kind: 'done' } };
}

/** What cannot be fetched is named: the customer was told that the team gets it. */
function toChange({ url, name, contentType }: Attachment): Change {
  if (url !== undefined)
    return {
      kind: 'attachment',
      url,
      name: name ?? 'attachment',
      ...(contentType === undefined ? {} : { contentType }),
    };
  const text = `The customer sent a file in the chat that could not be attached, since SalesIQ named no address for it: ${name ?? 'without a name'}.`;
  return { kind: 'comment', text, isPublic: false };
}

/** Transcript lines `from` to `through` of the conversation, in order. */
async function lines(
  deps: PerformDeps,
  record: ConversationRecord,
  from: number,
  through: number,
): Promise<TranscriptEntry[]> {
  const turns = await deps.conversations.turns(record, transcriptTurnsMax);
  return turns.flatMap(({ firstLine, lines: said }) =>
    said.filter((_, at) => firstLine + at >= from && firstLine + at < through),
  );
}
