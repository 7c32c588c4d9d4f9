import type { ConversationRecord, PendingWork, Run, Work } from './record.ts';

/** Earliest moment at which somebody must look at this conversation; null when nothing is waiting. */
export function dueAt(record: ConversationRecord): string | null {
  const moments = record.outbox.filter((item) => item.status === 'pending').map(workDueAt);
  if (record.wakeAt !== null) moments.push(record.wakeAt);
  if (record.openCallback !== null && turnEnding(record) === undefined)
    moments.push(callbackDeadline(record.openCallback.startedAt));
  return moments.toSorted()[0] ?? null;
}

/**
 * SalesIQ closes a pending turn after three minutes (salesiq.md §6). We end it a minute earlier: a process that dies at
 * it leaves a lease, and who takes over finds the one of the line in notifications (45 s).
 */
export function callbackDeadline(startedAt: string): string {
  return later(startedAt, 120_000);
}

/** SalesIQ waits for the end of a turn for three minutes from its begin (salesiq.md §6). */
const turnMsMax = 180_000;

export function isTurnOpen({ openCallback }: ConversationRecord, now: string): boolean {
  return openCallback !== null && now < later(openCallback.startedAt, turnMsMax);
}

/** The words that are to end the turn that SalesIQ keeps open. Older ones that wait for longer than it lasts do not. */
export function turnEnding({ openCallback, outbox }: ConversationRecord): PendingWork | undefined {
  if (openCallback === null) return undefined;
  const { startedAt, endedBy } = openCallback;
  const pushes = outbox.filter(({ work, status }) => work.kind === 'push' && status === 'pending');
  const chosen = pushes.find(({ work }) => work.id === endedBy);
  if (chosen !== undefined) return chosen;
  return pushes
    .filter(({ createdAt, nextAt }) => createdAt >= startedAt || nextAt <= later(startedAt, turnMsMax))
    .toSorted((left, right) => left.nextAt.localeCompare(right.nextAt))[0];
}

function later(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString();
}

function workDueAt(item: PendingWork): string {
  return item.leaseUntil !== null && item.leaseUntil > item.nextAt ? item.leaseUntil : item.nextAt;
}

/**
 * Work that may be started now by `owner`: due, and not held by somebody else. What a running turn waits for is the
 * turn's own until it ends or its time is up.
 */
export function claimable(record: ConversationRecord, now: string, owner: string): PendingWork[] {
  const inTurn = record.busyUntil !== null && record.busyUntil > now ? awaitedWork(record) : [];
  return record.outbox.filter(
    (item) =>
      item.status === 'pending' &&
      item.nextAt <= now &&
      !inTurn.includes(item) &&
      (item.leaseUntil === null || item.leaseUntil <= now || item.leaseOwner === owner),
  );
}

export interface Lease {
  readonly owner: string;
  readonly until: string;
}

export function pendingWork(work: Work, now: string, lease: Lease): PendingWork {
  return {
    work,
    status: 'pending',
    attempts: 0,
    nextAt: now,
    leaseOwner: lease.owner,
    leaseUntil: lease.until,
    lastError: null,
    announced: false,
    // A turn does its awaited work at once, without a write in between.
    handedOver: work.kind === 'appendTranscript' && work.awaited,
    createdAt: now,
    trouble: null,
  };
}

/** Given up, tried on without a chance until somebody does something about it, or in a state that a newer release left. */
export function needsPerson({ status, trouble }: PendingWork): boolean {
  return status !== 'pending' || trouble !== null;
}

/** Only a newer release can go on with it. */
export function isParked({ status, trouble }: PendingWork): boolean {
  return trouble === 'parked' || (status !== 'pending' && status !== 'dead');
}

/** Replaces one outbox item, or removes it when `next` is null. */
export function withWork(record: ConversationRecord, id: string, next: PendingWork | null): ConversationRecord {
  const outbox = record.outbox.flatMap((item) => (item.work.id !== id ? [item] : next === null ? [] : [next]));
  return { ...record, outbox };
}

export function findWork(record: ConversationRecord, id: string): PendingWork | undefined {
  return record.outbox.find((item) => item.work.id === id);
}

export function withRun(record: ConversationRecord, runId: string, change: (run: Run) => Run): ConversationRecord {
  return { ...record, runs: record.runs.map((run) => (run.runId === runId ? change(run) : run)) };
}

/** Work whose outcome belongs into the running turn's answer and that was not tried yet. */
export function awaitedWork(record: ConversationRecord): PendingWork[] {
  return record.outbox.filter(({ work, status, attempts }) => work.awaited && status === 'pending' && attempts === 0);
}
