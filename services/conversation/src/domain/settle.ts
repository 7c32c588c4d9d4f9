import { attemptsMax, backoffMs } from '@acebuddy/storage';
import type { EffectResult, EngineContext, EngineReply } from '@acebuddy/workflows';
import { type AdvanceDeps, advance } from './advance.ts';
import { refusedTicketNotice, ticketMails } from './follow-ups.ts';
import { findWork, isTurnOpen, type Lease, pendingWork, withRun, withWork } from './outbox.ts';
import { pushMark } from './own-words.ts';
import { type ConversationRecord, type PendingWork, pushedMax, type Work } from './record.ts';
import type { WorkOutcome } from './work-outcome.ts';

export interface SettleDeps extends AdvanceDeps {
  readonly random: () => number;
}

export interface Settled {
  readonly record: ConversationRecord;
  /** What the engine has to say about the outcome; null when it heard nothing new. */
  readonly reply: EngineReply | null;
}

/** Handing work over to a service of ours is never given up, and tried this often: nobody else keeps it meanwhile. */
const handOverMsMax = 60_000;
/** A ticket that ticketing has taken is asked for this often; that it exists is told by the news (feeds.ts). */
const takenTicketMsMax = 300_000;
/** Words that SalesIQ keeps a turn open for are tried this often: the turn ends after three minutes (salesiq.md §6). */
const openTurnMsMax = 10_000;

/** What only a newer release can do is looked at this often: such a one may stand beside us already. */
const parkedMs = 300_000;

/** Tries in quick succession count no further: what comes after them must not wait for hours. */
const keptAttemptsMax = 5;

/** Takes the outcome of one piece of work into the record. Pure; a no-op when the work was settled before. */
export function settle(
  deps: SettleDeps,
  record: ConversationRecord,
  workId: string,
  outcome: WorkOutcome,
  context: EngineContext,
  lease: Lease,
): Settled {
  const item = findWork(record, workId);
  if (item === undefined) return { record, reply: null };
  const next = withWork(record, workId, nextState(deps, record, item, outcome, context.now));
  const settled = withOutcome(next, item, outcome, context.now, lease);
  const result = unheard(item, outcome);
  if (result === null) return { record: settled, reply: null };
  const advanced = advance(deps, settled, { kind: 'result', effectId: workId, result }, context, lease);
  return { record: advanced.record, reply: advanced.reply };
}

const ownKinds: ReadonlySet<string> = new Set(['mail', 'push', 'news'] satisfies Work['kind'][]);

/** The service's own follow-ups are not the engine's business, and a delay is told to it once. */
function unheard(item: PendingWork, outcome: WorkOutcome): EffectResult | null {
  if (ownKinds.has(item.work.kind) || outcome.kind === 'parked') return null;
  if (outcome.kind !== 'later') return outcome.result;
  return outcome.result === undefined || item.announced ? null : outcome.result;
}

function nextState(
  deps: SettleDeps,
  record: ConversationRecord,
  item: PendingWork,
  outcome: WorkOutcome,
  now: string,
): PendingWork | null {
  if (outcome.kind === 'done') return null;
  if (outcome.kind === 'parked') return parkedWork(item, outcome.reason, now);
  const isKept =
    outcome.kind === 'later' && (outcome.handOver === true || (item.work.kind === 'push' && isTurnOpen(record, now)));
  const attempts = isKept ? Math.max(item.attempts, Math.min(item.attempts + 1, keptAttemptsMax)) : item.attempts + 1;
  const trouble = outcome.kind === 'later' && outcome.mend === true ? 'mend' : null;
  const released = {
    ...item,
    attempts,
    leaseOwner: null,
    leaseUntil: null,
    lastError: outcome.reason,
    trouble,
  } as const;
  if (outcome.kind === 'dead') return { ...released, status: 'dead' };
  const patient = item.work.kind === 'createTicket' || outcome.handOver === true;
  if (attempts >= attemptsMax && !patient) return { ...released, status: 'dead' };
  const delayMs = Math.min(
    backoffMs(attempts, deps.random, outcome.retryAfterMs),
    delayMsMax(record, item, outcome, now),
  );
  const nextAt = new Date(Date.parse(now) + delayMs).toISOString();
  return { ...released, nextAt, announced: item.announced || outcome.result !== undefined };
}

/** Kept as it is: never given up by a release that does not know what it is. */
function parkedWork(item: PendingWork, lastError: string, now: string): PendingWork {
  const attempts = Math.max(item.attempts, Math.min(item.attempts + 1, keptAttemptsMax));
  const nextAt = new Date(Date.parse(now) + parkedMs).toISOString();
  return { ...item, attempts, nextAt, leaseOwner: null, leaseUntil: null, lastError, trouble: 'parked' };
}

function delayMsMax(record: ConversationRecord, { work }: PendingWork, outcome: WorkOutcome, now: string): number {
  if (outcome.kind === 'later' && outcome.handOver === true) return handOverMsMax;
  if (work.kind === 'createTicket') return takenTicketMsMax;
  return work.kind === 'push' && isTurnOpen(record, now) ? openTurnMsMax : Number.POSITIVE_INFINITY;
}

function withOutcome(
  record: ConversationRecord,
  item: PendingWork,
  outcome: WorkOutcome,
  now: string,
  lease: Lease,
): ConversationRecord {
  const { work } = item;
  // The first thing pushed ends the turn that SalesIQ keeps open; one that was sent before the turn was opened does not.
  if (work.kind === 'push' && (outcome.kind === 'done' || outcome.kind === 'dead')) {
    const open = record.openCallback;
    const isOwn = open?.endedBy === work.id;
    const isSpent = isOwn && (outcome.kind === 'dead' || outcome.callbackId === open?.callbackId);
    const pushed = [...record.pushed, pushMark(work.text)].slice(-pushedMax);
    return { ...record, openCallback: isSpent ? null : open, pushed };
  }
  // No news will tell us what we did ourselves: a closed ticket takes no further requests (context.ts).
  if (work.kind === 'status' && outcome.kind === 'done')
    return withRun(record, work.runId, (run) => ({ ...run, closed: work.status === 'Closed' }));
  if (work.kind !== 'createTicket' || outcome.kind === 'later' || outcome.kind === 'parked') return record;
  if (outcome.kind === 'dead')
    return withFollowUps(record, refusedTicketNotice(record, work, outcome.reason), now, lease);
  if (outcome.result.kind !== 'ticket' || outcome.result.outcome !== 'created') return record;
  const { ticketId: id, ticketNumber: number, webUrl: url } = outcome.result;
  const next = withRun(record, work.runId, (run) => ({ ...run, ticket: { id, number, url, ...outcome.links } }));
  const run = next.runs.find((candidate) => candidate.runId === work.runId);
  return run === undefined ? next : withFollowUps(next, ticketMails(work, run), now, lease);
}

export function withFollowUps(
  record: ConversationRecord,
  works: readonly Work[],
  now: string,
  lease: Lease,
): ConversationRecord {
  const fresh = works.filter((work) => findWork(record, work.id) === undefined);
  return { ...record, outbox: [...record.outbox, ...fresh.map((work) => pendingWork(work, now, lease))] };
}
