import { languageOf } from './chat-language.ts';
import { findWork, isTurnOpen } from './outbox.ts';
import { type ConversationRecord, proofOfRun } from './record.ts';
import { requestIdOf } from './request-ids.ts';
import { visitorKeyOf } from './visitor-caps.ts';
import type { PerformDeps, WorkOf, WorkOutcome } from './work-outcome.ts';

export async function sendCode(
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
    isKnown: work.isKnown,
    ...(work.language !== undefined && { language: work.language }),
    visitor: visitorKeyOf(record.visitor, record.id),
    ...(record.network !== null && { network: record.network }),
    waitMs: Math.min(waitMs, 1_500),
  });
  const said = outcome === 'limited' || outcome === 'failed' ? outcome : 'sent';
  return { kind: 'done', result: { kind: 'code', outcome: said } };
}

export async function requestApproval(
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
    ...(work.language !== undefined && { language: work.language }),
    requester: { name: record.visitor.name ?? 'A customer', email: run.customerEmail, proof: proofOfRun(run) },
    subject: work.subject,
    ...(work.workflowName !== undefined && { workflowName: work.workflowName }),
    facts: [...work.facts],
    reference: run.reference,
    ticketNumber: run.ticket?.number ?? null,
    remindAfterMinutes: work.remindAfterMinutes,
  });
  return { kind: 'done', result: { kind: 'approval', outcome: 'asked' } };
}

export async function mail(
  deps: PerformDeps,
  record: ConversationRecord,
  work: WorkOf<'mail'> | WorkOf<'mailCustomer'>,
): Promise<WorkOutcome> {
  const letter = work.kind === 'mail' ? work.mail : chatUpdate(record, work);
  if (letter !== null) await deps.notifications.sendMail({ requestId: requestIdOf(record, work), mail: letter });
  return { kind: 'done', result: { kind: 'done' } };
}

function chatUpdate(
  record: ConversationRecord,
  { text, runId }: { readonly text: string; readonly runId?: string },
): WorkOf<'mail'>['mail'] | null {
  const run = record.runs.find((candidate) => candidate.runId === runId) ?? record.runs.at(-1);
  const email = run?.customerEmail ?? record.visitor.email ?? null;
  if (run === undefined || email === null) return null;
  const to = { name: record.visitor.name ?? email, email };
  return {
    template: 'chat_update',
    ...languageOf(record),
    to,
    reference: run.reference as never,
    ticketNumber: run.ticket?.number ?? null,
    text,
  };
}

/** By then SalesIQ has heard that its turn stays open. */
export const callbackAfterMs = 1_000;
/** A chat that cannot be reached for so long: who waits for an answer gets a letter. */
const mailAfterMs = 10 * 60_000;

export async function push(deps: PerformDeps, record: ConversationRecord, work: WorkOf<'push'>): Promise<WorkOutcome> {
  const open = record.openCallback?.endedBy === work.id ? record.openCallback : null;
  if (open === null && isPointless(deps, record, work)) return { kind: 'done', result: { kind: 'done' } };
  // SalesIQ refuses a callback that overtakes the answer which keeps the turn open, and would then wait for ever.
  const waitMs = open === null ? 0 : Date.parse(open.startedAt) + callbackAfterMs - deps.now().getTime();
  if (waitMs > 0) return { kind: 'later', reason: 'its turn is not open yet', retryAfterMs: waitMs };
  // Whose words ended a turn cannot be asked afterwards: only one line ever tries to.
  if (open === null && isTurnOpen(record, deps.now().toISOString()))
    return { kind: 'later', reason: 'other words end the turn first', retryAfterMs: callbackAfterMs };
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
  const letter = work.mailFallback ? (work.letter ?? chatUpdate(record, work)) : null;
  if (outcome === 'retry' && !(letter !== null && open === null && hasWaited(deps, record, work)))
    return { kind: 'later', reason: reason ?? 'the chat could not be reached' };
  if (outcome !== 'callback' && outcome !== 'message' && letter !== null)
    await deps.notifications.sendMail({ requestId: `${requestIdOf(record, work)}:mail`, mail: letter });
  const spent = open === null ? {} : { callbackId: open.callbackId };
  return { kind: 'done', result: { kind: 'done' }, ...spent };
}

/** Asked too late: she has written since, or a person has the chat. */
function isPointless({ engine }: PerformDeps, record: ConversationRecord, { quietSince }: WorkOf<'push'>): boolean {
  if (quietSince === undefined) return false;
  return (record.heardAt ?? '') > quietSince || engine.view(record.engine).attended;
}

/** The chat could not be reached for so long that a letter comes sooner. */
function hasWaited({ now }: PerformDeps, record: ConversationRecord, work: WorkOf<'push'>): boolean {
  const since = findWork(record, work.id)?.createdAt;
  return since !== undefined && now().getTime() - Date.parse(since) > mailAfterMs;
}

export async function closeChat(
  deps: PerformDeps,
  record: ConversationRecord,
  work: WorkOf<'closeChat'>,
): Promise<WorkOutcome> {
  if (record.address.chatId !== undefined && !record.address.preview)
    await deps.notifications.closeChat({ requestId: requestIdOf(record, work), address: record.address });
  return { kind: 'done', result: { kind: 'done' } };
}
