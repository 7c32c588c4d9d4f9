import { type AppError, isAppError } from '@acebuddy/contracts';
import { closeChat, mail, push, requestApproval, sendCode } from './chat-work.ts';
import type { ConversationRecord, Work } from './record.ts';
import { appendTranscript, attach, change, createTicket } from './ticket-work.ts';
import type { PerformDeps, WorkOutcome } from './work-outcome.ts';

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

/** Codes are never sent late: the customer waits for them now. Everything else is tried again. */
function failure(work: Work, error: AppError): WorkOutcome {
  const reason = error.code;
  if (work.kind === 'sendCode') return { kind: 'done', result: { kind: 'code', outcome: 'failed' } };
  const permanent = ['BAD_REQUEST', 'UNPROCESSABLE', 'PAYLOAD_TOO_LARGE'].includes(error.code);
  if (work.kind === 'createTicket') {
    const { reference } = work;
    if (permanent) return { kind: 'dead', reason, result: { kind: 'ticket', outcome: 'failed', reference } };
    return {
      kind: 'later',
      reason,
      handOver: true,
      result: { kind: 'ticket', outcome: 'pending', reference },
      ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
    };
  }
  if (permanent) return { kind: 'dead', reason, result: { kind: 'failed', reason } };
  return {
    kind: 'later',
    reason,
    handOver: true,
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
  };
}
