import { type AppError, failureClassOf, isAppError } from '@acebuddy/contracts';
import { closeChat, mail, push, requestApproval, sendCode } from './chat-work.ts';
import type { ConversationRecord, Work } from './record.ts';
import { appendTranscript, attach, change, createTicket, revise } from './ticket-work.ts';
import { readWork } from './work.ts';
import type { PerformDeps, WorkOf, WorkOutcome } from './work-outcome.ts';

/**
 * Calls the service that does this work, as it stands in the outbox. What this release does not understand it parks.
 * Never throws: every failure is an outcome.
 */
export async function perform(
  deps: PerformDeps,
  record: ConversationRecord,
  stored: Work,
  waitMs: number,
): Promise<WorkOutcome> {
  const { work, place } = readWork(stored);
  if (work === null) return notUnderstood(stored.kind, place);
  try {
    return await call(deps, record, work, Math.max(0, Math.floor(waitMs)));
  } catch (error) {
    if (!isAppError(error)) return { kind: 'later', reason: error instanceof Error ? error.name : 'unknown failure' };
    return failure(work, error);
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
    case 'priority':
      return change(deps, record, work, { kind: 'priority', priority: work.priority }, waitMs);
    case 'proof':
      return change(deps, record, work, { kind: 'proof', proof: work.proof }, waitMs);
    case 'revise':
      return revise(deps, record, work, waitMs);
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
    case 'news':
      return news(deps, work);
  }
}

async function news(deps: PerformDeps, work: WorkOf<'news'>): Promise<WorkOutcome> {
  return (await deps.takeNews(work)) ? { kind: 'done', result: { kind: 'done' } } : parked(work.kind);
}

/** Parked, but for codes, which are sent now or not at all. */
function notUnderstood(kind: string, place: string | undefined): WorkOutcome {
  if (kind !== 'sendCode') return parked(kind, place);
  return { kind: 'done', result: { kind: 'code', outcome: 'failed' }, mend: true };
}

/** What a newer release wrote down, and this one cannot do. `place`: where in it this one is lost. */
function parked(kind: string, place = ''): WorkOutcome {
  const where = place === '' || place === 'kind' ? '' : `, for its ${place}`;
  return { kind: 'parked', reason: `"${kind}" needs a newer release${where}` };
}

/**
 * Codes are never sent late: the customer waits for them now. Everything else is given up only when it was understood
 * and refused; what an operator has to mend is right as it is, and no customer hears of it.
 */
function failure(work: Work, error: AppError): WorkOutcome {
  const meant = failureClassOf(error);
  const mend = meant === 'ours' ? { mend: true } : {};
  if (work.kind === 'sendCode') return { kind: 'done', result: { kind: 'code', outcome: 'failed' }, ...mend };
  const reason = error.saidCode;
  if (meant === 'refused') {
    if (work.kind !== 'createTicket') return { kind: 'dead', reason, result: { kind: 'failed', reason } };
    return { kind: 'dead', reason, result: { kind: 'ticket', outcome: 'failed', reference: work.reference } };
  }
  return {
    kind: 'later',
    reason,
    handOver: true,
    ...mend,
    ...(work.kind === 'createTicket'
      ? { result: { kind: 'ticket', outcome: 'pending', reference: work.reference } }
      : {}),
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
  };
}
