import { type AppError, isAppError, type TicketDraft, type TranscriptEntry } from '@acebuddy/contracts';
import type { EffectResult } from '@acebuddy/workflows';
import type { Notifications, Ticketing } from '../ports.ts';
import type { Conversations } from './conversations.ts';
import type { ConversationRecord, Work } from './record.ts';

/**
 * How an attempt at outbox work went. `later` keeps the work and may already tell the engine something;
 * `dead` gives up and leaves it for a person.
 */
export type WorkOutcome =
  | { readonly kind: 'done'; readonly result: EffectResult; readonly follow?: readonly Work[] }
  | { readonly kind: 'later'; readonly reason: string; readonly retryAfterMs?: number; readonly result?: EffectResult }
  | { readonly kind: 'dead'; readonly reason: string; readonly result: EffectResult };

export interface PerformDeps {
  readonly conversations: Conversations;
  readonly ticketing: Ticketing;
  readonly notifications: Notifications;
  /** Label of this installation on tickets, for example the chat's channel. */
  readonly remindAfterMinutes: number;
}

/** Transcripts longer than this are cut to the newest lines; ticketing splits the rest into comments. */
const transcriptTurnsMax = 2_000;

/** Id under which the other services know this piece of work: the same work is never done twice. */
export function requestIdOf(record: ConversationRecord, work: Work): string {
  return work.kind === 'createTicket' ? ticketRequestId(record.id, work.runId) : `${record.id}#${work.id}`;
}

export function ticketRequestId(conversationId: string, runId: string): string {
  return `${conversationId}#ticket:${runId}`;
}

/** The conversation that a request id belongs to; null for requests of other callers. */
export function conversationOfRequest(requestId: string): { conversationId: string; work: string } | null {
  const at = requestId.lastIndexOf('#');
  return at <= 0 ? null : { conversationId: requestId.slice(0, at), work: requestId.slice(at + 1) };
}

/** Calls the service that does this work. Never throws: every failure is an outcome. */
export async function perform(
  deps: PerformDeps,
  record: ConversationRecord,
  work: Work,
  waitMs: number,
): Promise<WorkOutcome> {
  try {
    return await call(deps, record, work, Math.max(0, Math.floor(waitMs)));
  } catch (error) {
    if (!isAppError(error)) return { kind: 'later', reason: error instanceof Error ? error.name : 'unknown failure' };
    return failure(record, work, error);
  }
}

function call(deps: PerformDeps, record: ConversationRecord, work: Work, waitMs: number): Promise<WorkOutcome> {
  switch (work.kind) {
    case 'createTicket':
      return createTicket(deps, record, work, waitMs);
    case 'appendTranscript':
      return appendTranscript(deps, record, work);
    case 'comment':
      return change(deps, record, work, { kind: 'comment', text: work.text, isPublic: work.isPublic }, waitMs);
    case 'commentTicket':
      return change(deps, record, work, { kind: 'comment', text: work.text, isPublic: work.isPublic }, waitMs);
    case 'status':
      return change(deps, record, work, { kind: 'status', status: work.status }, waitMs);
    case 'call': {
      const { subject, phone, startsAt, description } = work;
      return change(deps, record, work, { kind: 'call', subject, phone, startsAt, description }, waitMs);
    }
    case 'attach':
      return attach(deps, record, work);
    case 'sendCode':
      return sendCode(deps, record, work, waitMs);
    case 'requestApproval':
      return requestApproval(deps, record, work);
    case 'mail':
    case 'mailCustomer':
      return mail(deps, record, work);
    case 'push':
      return push(deps, record, work);
    case 'closeChat':
      return closeChat(deps, record, work);
    default:
      return work satisfies never;
  }
}

type WorkOf<K extends Work['kind']> = Extract<Work, { kind: K }>;

async function createTicket(
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
    transcript: await lines(deps, record, 0, work.throughLine),
    waitMs,
    foreground: work.awaited,
  });
  switch (answer.outcome) {
    case 'created': {
      const { ticketId, ticketNumber, webUrl } = answer.ticket;
      return {
        kind: 'done',
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
  }
}

function toDraft(record: ConversationRecord, work: WorkOf<'createTicket'>): TicketDraft {
  const { ticket } = work;
  const { name, email, phone } = ticket.customer;
  return {
    subject: ticket.subject,
    description: ticket.description,
    customer: { name, ...(email === null ? {} : { email }), ...(phone === null ? {} : { phone }) },
    priority: ticket.priority,
    status: ticket.status,
    workflowType: ticket.workflow,
    team: ticket.team,
    chatId: record.chatId,
    ...(record.visitor.id === undefined ? {} : { visitorId: record.visitor.id }),
    tags: [...ticket.tags],
    fields: { ...ticket.fields },
    ...(ticket.dueAt === null ? {} : { dueAt: ticket.dueAt }),
  };
}

async function appendTranscript(
  deps: PerformDeps,
  record: ConversationRecord,
  work: WorkOf<'appendTranscript'>,
): Promise<WorkOutcome> {
  const entries = await lines(deps, record, work.fromLine, work.throughLine);
  if (work.note !== null) entries.push({ role: 'system', text: work.note, at: record.updatedAt });
  if (entries.length === 0) return { kind: 'done', result: { kind: 'done' } };
  return change(deps, record, work, { kind: 'transcript', entries }, 0);
}

type Change = Parameters<Ticketing['changeTicket']>[0]['change'];

async function change(
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

async function attach(deps: PerformDeps, record: ConversationRecord, work: WorkOf<'attach'>): Promise<WorkOutcome> {
  const target = { createdBy: ticketRequestId(record.id, work.runId) };
  for (const [index, file] of work.attachments.entries()) {
    if (file.url === undefined) continue;
    await deps.ticketing.changeTicket({
      requestId: `${requestIdOf(record, work)}:${index}`,
      target,
      change: {
        kind: 'attachment',
        url: file.url,
        name: file.name ?? 'attachment',
        ...(file.contentType === undefined ? {} : { contentType: file.contentType }),
      },
      waitMs: 0,
    });
  }
  return { kind: 'done', result: { kind: 'done' } };
}

async function sendCode(
  deps: PerformDeps,
  record: ConversationRecord,
  work: WorkOf<'sendCode'>,
  waitMs: number,
): Promise<WorkOutcome> {
  const { outcome } = await deps.notifications.sendCode({
    requestId: requestIdOf(record, work),
    conversationId: record.id,
    purpose: work.purpose,
    to: work.to,
    waitMs: Math.min(waitMs, 1_500),
  });
  const said = outcome === 'limited' || outcome === 'failed' ? outcome : 'sent';
  return { kind: 'done', result: { kind: 'code', outcome: said } };
}

async function requestApproval(
  deps: PerformDeps,
  record: ConversationRecord,
  work: WorkOf<'requestApproval'>,
): Promise<WorkOutcome> {
  const run = record.runs.find((candidate) => candidate.runId === work.runId);
  if (run === undefined)
    return { kind: 'dead', reason: 'no such run', result: { kind: 'approval', outcome: 'failed' } };
  await deps.notifications.requestApproval({
    requestId: requestIdOf(record, work),
    conversationId: record.id,
    approver: work.approver,
    requester: { name: record.visitor.name ?? 'A customer', email: run.customerEmail },
    subject: work.subject,
    facts: [...work.facts],
    reference: run.reference,
    ticketNumber: run.ticket?.number ?? null,
    remindAfterMinutes: work.remindAfterMinutes,
  });
  return { kind: 'done', result: { kind: 'approval', outcome: 'asked' } };
}

async function mail(
  deps: PerformDeps,
  record: ConversationRecord,
  work: WorkOf<'mail'> | WorkOf<'mailCustomer'>,
): Promise<WorkOutcome> {
  const letter = work.kind === 'mail' ? work.mail : chatUpdate(record, work.text);
  if (letter !== null) await deps.notifications.sendMail({ requestId: requestIdOf(record, work), mail: letter });
  return { kind: 'done', result: { kind: 'done' } };
}

function chatUpdate(record: ConversationRecord, text: string): WorkOf<'mail'>['mail'] | null {
  const run = record.runs.at(-1);
  const email = run?.customerEmail ?? record.visitor.email ?? null;
  if (run === undefined || email === null) return null;
  const to = { name: record.visitor.name ?? email, email };
  return { template: 'chat_update', to, reference: run.reference as never, text };
}

async function push(deps: PerformDeps, record: ConversationRecord, work: WorkOf<'push'>): Promise<WorkOutcome> {
  const open = record.openCallback;
  const { outcome, reason } = await deps.notifications.pushChat({
    requestId: requestIdOf(record, work),
    address: {
      preview: record.address.preview,
      ...(record.address.chatId === undefined ? {} : { chatId: record.address.chatId }),
      ...(open === null ? {} : { callbackId: open.callbackId }),
    },
    ...(open === null ? {} : { turnStartedAt: open.startedAt }),
    text: work.text,
    suggestions: [...work.suggestions],
  });
  if (outcome === 'retry') return { kind: 'later', reason: reason ?? 'the chat could not be reached' };
  if (outcome === 'undeliverable' && work.mailFallback) {
    const letter = chatUpdate(record, work.text);
    if (letter !== null)
      await deps.notifications.sendMail({ requestId: `${requestIdOf(record, work)}:mail`, mail: letter });
  }
  return { kind: 'done', result: { kind: 'done' } };
}

async function closeChat(
  deps: PerformDeps,
  record: ConversationRecord,
  work: WorkOf<'closeChat'>,
): Promise<WorkOutcome> {
  if (record.address.chatId !== undefined && !record.address.preview)
    await deps.notifications.closeChat({ requestId: requestIdOf(record, work), address: record.address });
  return { kind: 'done', result: { kind: 'done' } };
}

/** Transcript lines `from` to `through` of the conversation, in order. */
async function lines(
  deps: PerformDeps,
  record: ConversationRecord,
  from: number,
  through: number,
): Promise<TranscriptEntry[]> {
  const turns = await deps.conversations.turns(record, transcriptTurnsMax);
  const offset = turns[0]?.firstLine ?? 0;
  return turns
    .flatMap((turn) => turn.lines)
    .slice(Math.max(0, from - offset), Math.max(0, through - offset))
    .slice(-transcriptTurnsMax);
}

/** Codes are never sent late: the customer waits for them now. Everything else is tried again. */
function failure(record: ConversationRecord, work: Work, error: AppError): WorkOutcome {
  const reason = error.code;
  if (work.kind === 'sendCode') return { kind: 'done', result: { kind: 'code', outcome: 'failed' } };
  const permanent = error.code === 'BAD_REQUEST' || error.code === 'UNPROCESSABLE';
  if (work.kind === 'createTicket') {
    const { reference } = work;
    if (permanent) return { kind: 'dead', reason, result: { kind: 'ticket', outcome: 'failed', reference } };
    return {
      kind: 'later',
      reason,
      result: { kind: 'ticket', outcome: 'pending', reference },
      ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
    };
  }
  if (permanent) return { kind: 'dead', reason, result: { kind: 'failed', reason } };
  return { kind: 'later', reason, ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }) };
}
