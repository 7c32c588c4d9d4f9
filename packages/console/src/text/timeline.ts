import type { ConversationData, Turn } from '../api/types.ts';
import type { TimelineKind } from '../state/timeline-search.ts';
import type { Tone } from '../ui/badge.tsx';
import deskCalls from './desk-calls.json' with { type: 'json' };
import { failureText } from './failures.ts';
import { mailName } from './mail-name.ts';
import { callTime } from './times.ts';
import { readable, wordOf } from './words.ts';

export interface TimelineEntry {
  readonly key: string;
  readonly at: string;
  readonly kind: TimelineKind;
  readonly title: string;
  readonly detail: string | null;
  readonly tone: Tone;
  /** Id of the request that ordered it, for a search of the log. */
  readonly requestId: string | null;
  /** The call as it was sent, for whoever knows the API. */
  readonly raw?: string;
}

type Parts = Pick<ConversationData, 'desk' | 'mails' | 'approvals' | 'audit'>;

/** Everything that happened in and around a chat, in the order in which it happened. */
export function timelineOf(turns: readonly Turn[], parts: Parts): TimelineEntry[] {
  const entries = [
    ...turns.flatMap(ofTurn),
    ...parts.desk.flatMap(ofWork),
    ...parts.mails.flatMap(ofMail),
    ...parts.approvals.flatMap(ofApproval),
    ...parts.audit.map(ofAudit),
  ];
  return entries.sort((left, right) => left.at.localeCompare(right.at));
}

const speakers: Readonly<Record<string, string>> = {
  customer: 'Customer',
  bot: 'Bot',
  operator: 'Agent',
  system: 'Note',
};

function ofTurn({ seq, lines }: Turn): TimelineEntry[] {
  return lines.map(({ role, text, at }, index) => ({
    key: `turn-${seq}-${index}`,
    at,
    kind: role === 'operator' || role === 'system' ? 'agent' : 'message',
    title: speakers[role] ?? readable(role),
    detail: text,
    tone: role === 'customer' ? 'accent' : 'plain',
    requestId: null,
  }));
}

function ofWork(work: Parts['desk'][number]): TimelineEntry[] {
  const { id, kind, state, attempts, lastError, createdAt, calls, correlationId } = work;
  const tries = attempts === 0 ? '' : `, ${attempts} failed ${attempts === 1 ? 'attempt' : 'attempts'}`;
  const order: TimelineEntry = {
    key: `work-${id}`,
    at: createdAt,
    kind: 'desk',
    title: `${wordOf('workKinds', kind)}: ${readable(state).toLowerCase()}${tries}`,
    detail: lastError === null ? null : failureText(lastError, 'Retry').what,
    tone: lastError === null ? 'plain' : 'warn',
    requestId: correlationId ?? null,
    ...(lastError !== null && { raw: lastError }),
  };
  const each = calls.map(({ at, method, path, ms, status, outcome }, index): TimelineEntry => {
    const answered = status === null ? 'no answer' : `status ${status}`;
    const took = callTime(ms);
    return {
      key: `call-${id}-${index}`,
      at,
      kind: 'desk',
      title: callText(method, path),
      detail: outcome === 'ok' ? `done in ${took}` : `${readable(outcome).toLowerCase()} after ${took}`,
      tone: outcome === 'ok' ? 'good' : 'bad',
      requestId: null,
      raw: `${method} ${path} · ${answered}`,
    };
  });
  return [order, ...each];
}

const callWords: Readonly<Record<string, string>> = deskCalls;
const verbs: Readonly<Record<string, string>> = {
  GET: 'Read',
  POST: 'Write',
  PATCH: 'Change',
  PUT: 'Change',
  DELETE: 'Remove',
};

/** What a call of Desk's API is for. */
function callText(method: string, path: string): string {
  return callWords[`${method} ${path}`] ?? `${verbs[method] ?? 'Ask'} something in Desk`;
}

function ofMail(mail: Parts['mails'][number]): TimelineEntry[] {
  const { id, to, status, createdAt, sentAt, lastError, correlationId } = mail;
  const name = mailName(mail);
  const ordered: TimelineEntry = {
    key: `mail-${id}`,
    at: createdAt,
    kind: 'mail',
    title: `Mail ordered: ${name}`,
    detail: `to ${to}${lastError === null ? '' : ` · ${failureText(lastError, 'Send again').what}`}`,
    tone: status === 'dead' ? 'bad' : 'plain',
    requestId: correlationId ?? null,
    ...(lastError !== null && { raw: lastError }),
  };
  if (sentAt === null) return [ordered];
  return [
    ordered,
    { ...ordered, key: `sent-${id}`, at: sentAt, title: `Mail sent: ${name}`, tone: 'good', requestId: null },
  ];
}

function ofApproval(approval: Parts['approvals'][number]): TimelineEntry[] {
  const { approvalId, approver, createdAt, remindedAt, decidedAt, status } = approval;
  const entry = (key: string, at: string, title: string, tone: Tone): TimelineEntry => ({
    key: `${key}-${approvalId}`,
    at,
    kind: 'approval',
    title,
    detail: `by ${approver}`,
    tone,
    requestId: null,
  });
  return [
    entry('asked', createdAt, 'Approval asked for', 'plain'),
    ...(remindedAt === null ? [] : [entry('reminded', remindedAt, 'Approver reminded', 'warn')]),
    ...(decidedAt === null
      ? []
      : [entry('decided', decidedAt, wordOf('approvals', status), status === 'approved' ? 'good' : 'warn')]),
  ];
}

function ofAudit({ chain, seq, at, kind, actor, details }: Parts['audit'][number]): TimelineEntry {
  const { reason } = details;
  const by = actor === null ? `by the product (${chain})` : `by ${actor.role}, key ${actor.key}`;
  return {
    key: `audit-${chain}-${seq}`,
    at,
    kind: 'audit',
    title: wordOf('audit', kind),
    detail: `${by}${typeof reason === 'string' ? `: ${reason}` : ''}`,
    tone: 'plain',
    requestId: null,
  };
}
