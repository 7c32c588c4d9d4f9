import { idRange } from '@acebuddy/storage';
import type { Filter } from 'mongodb';
import { type Ledger, parkedError, type StepState } from '../ports.ts';
import { openStates, retryDelayMs } from './ledger-rules.ts';
import { queueAgain } from './mongo-lane-updates.ts';
import type { MongoLedgerContext } from './mongo-ledger.ts';
import {
  type LaneDocument,
  type StepDocument,
  stepViewFields,
  toOutboxItem,
  toStepView,
} from './mongo-ledger-documents.ts';
import { outboxKeyOf, parseProgress, progressAfterRetry } from './step-codec.ts';

type Outbox = Pick<Ledger, 'listOutbox' | 'retry' | 'discard' | 'stepsNamed' | 'counts' | 'prune'>;

const pruneMax = 500;

/** Given up, or for a newer release: a person may want to see it, or to drop it. */
const inTrouble: Filter<StepDocument> = { $or: [{ state: 'dead' }, { lastError: parkedError, finishedAt: null }] };

/** What people see of the ledger: work that waits or gave up, and housekeeping. */
export function createMongoOutbox(context: MongoLedgerContext): Outbox {
  const { lanes, steps } = context;
  return {
    listOutbox: async (after, limit, which = 'all') => {
      const found = await steps
        .find({ outboxKey: { $gt: after ?? '' }, ...(which === 'dead' && inTrouble) })
        .sort({ outboxKey: 1 })
        .limit(limit + 1)
        .toArray();
      const page = found.slice(0, limit);
      const laneOf = await lanesOf(context, page);
      const last = page.at(-1)?.outboxKey;
      return {
        items: page.map((step) => toOutboxItem(step, laneOf.get(step.laneId))),
        next: found.length > limit && last !== undefined ? last : null,
      };
    },
    retry: (stepId, now) => retry(context, stepId, now),
    discard: (stepId, reason, now) => discard(context, stepId, reason, now),
    stepsNamed: async (prefix, limit) => {
      const { from, to } = idRange(prefix);
      const found = await steps
        .find({ _id: { $gte: from, $lt: to } }, { projection: stepViewFields })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
        .toArray();
      const ids = [...new Set(found.map((step) => step.laneId))];
      const known = await lanes.find({ _id: { $in: ids } }).toArray();
      const byId = new Map(known.map((lane) => [lane._id, lane]));
      return found.map((step) => toStepView(step, byId.get(step.laneId)));
    },
    counts: async (now) => {
      const groups = await steps
        .aggregate<{ _id: StepState; steps: number; oldest: number }>([
          { $match: { outboxKey: { $gt: '' } } },
          { $group: { _id: '$state', steps: { $sum: 1 }, oldest: { $min: '$createdAt' } } },
        ])
        .toArray();
      const waiting = groups.filter((group) => group._id !== 'dead');
      return {
        byState: Object.fromEntries(groups.map((group) => [group._id, group.steps])),
        oldestPendingMs: now - Math.min(now, ...waiting.map((group) => group.oldest)),
        oldestDeadAt: groups.find((group) => group._id === 'dead')?.oldest ?? null,
      };
    },
    prune: async (before, orphansBefore) => {
      await removeOrphans(context, orphansBefore);
      const gone = await steps.deleteMany({ finishedAt: { $lt: before } });
      const old = await lanes
        .find({ createdAt: { $lt: before }, dueAt: null, queue: { $size: 0 } }, { projection: { _id: 1 } })
        .limit(pruneMax)
        .toArray();
      for (const { _id } of old) {
        if ((await steps.findOne({ laneId: _id }, { projection: { _id: 1 } })) === null) {
          await lanes.deleteOne({ _id, queue: { $size: 0 } });
        }
      }
      return gone.deletedCount;
    },
  };
}

/** Steps that were written and never reached their lane: untouched, and named by no queue. */
async function removeOrphans({ lanes, steps }: MongoLedgerContext, before: number): Promise<void> {
  const untouched = { state: 'queued', fence: 0, outboxKey: { $lt: outboxKeyOf(before, '') } } as const;
  const old = await steps
    .find(untouched, { projection: { laneId: 1 } })
    .limit(pruneMax)
    .toArray();
  for (const { _id, laneId } of old) {
    const isQueued = (await lanes.findOne({ _id: laneId, 'queue.id': _id }, { projection: { _id: 1 } })) !== null;
    if (!isQueued) await steps.deleteOne({ _id, state: 'queued', fence: 0 });
  }
}

/** When the head of each lane is due; steps behind it have no time of their own. */
async function lanesOf(
  { lanes }: MongoLedgerContext,
  page: readonly StepDocument[],
): Promise<Map<string, LaneDocument>> {
  const laneIds = [...new Set(page.map((step) => step.laneId))];
  const found = await lanes.find({ _id: { $in: laneIds } }).toArray();
  return new Map(found.map((lane) => [lane._id, lane]));
}

async function retry({ lanes, steps }: MongoLedgerContext, stepId: string, now: number): Promise<boolean> {
  const step = await steps.findOne({ _id: stepId, state: 'dead' });
  if (step === null) return false;
  // The lane first: after a crash in between the step is still dead and a person finds it again.
  await lanes.updateOne(
    { _id: step.laneId },
    queueAgain({ id: stepId, foreground: step.foreground }, now + retryDelayMs),
  );
  const progress = progressAfterRetry(parseProgress(step.progress));
  await steps.updateOne(
    { _id: stepId, state: 'dead' },
    { $set: { state: progress.sentAt === null ? 'queued' : 'unknown', progress } },
  );
  return true;
}

async function discard(
  { lanes, steps }: MongoLedgerContext,
  stepId: string,
  reason: string,
  now: number,
): Promise<boolean> {
  const step = await steps.findOne({ _id: stepId, ...inTrouble });
  if (step === null) return false;
  const drop = {
    $set: { state: 'discarded', sealed: null, lastError: reason, finishedAt: now },
    $unset: { outboxKey: 1 },
  } as const;
  if (step.kind === 'create') {
    // Without its ticket nothing else in the lane can ever be done. The create step itself comes last, so that a
    // crash in between leaves something to discard again.
    await steps.updateMany(
      { laneId: step.laneId, _id: { $ne: stepId }, state: { $in: [...openStates, 'dead'] } },
      drop,
    );
    await lanes.updateOne({ _id: step.laneId }, { $set: { queue: [], dueAt: null, blocked: false, rank: 1 } });
  }
  const dropped = await steps.updateOne({ _id: stepId, ...inTrouble }, drop);
  return dropped.matchedCount === 1;
}
