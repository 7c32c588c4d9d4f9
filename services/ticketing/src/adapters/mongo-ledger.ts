import { ensureIndexes, isDuplicateKey, type RecordCipher, withStoreErrors } from '@acebuddy/storage';
import type { Collection, Db, Document } from 'mongodb';
import {
  type Claim,
  type Ledger,
  type NewStep,
  parkedError,
  type Release,
  type StepPatch,
  type StepPlace,
} from '../ports.ts';
import { missingRequestPatienceMs, openStates } from './ledger-rules.ts';
import { letGo, queueFirst, queueLast } from './mongo-lane-updates.ts';
import {
  type LaneDocument,
  laneIndexes,
  type StepDocument,
  stepIndexes,
  toLane,
  toStep,
} from './mongo-ledger-documents.ts';
import { createMongoOutbox } from './mongo-outbox.ts';
import { createStepCodec, freshProgress, outboxKeyOf, type StepCodec } from './step-codec.ts';

export interface MongoLedgerContext {
  readonly lanes: Collection<LaneDocument>;
  readonly steps: Collection<StepDocument>;
  readonly codec: StepCodec;
}

/**
 * The ledger in MongoDB. No transactions: a step is written before its lane names it, and a lane's queue changes in one
 * atomic update, so a crash between the two leaves at worst a step that nobody was promised.
 */
export async function createMongoLedger(options: { readonly db: Db; readonly cipher: RecordCipher }): Promise<Ledger> {
  const lanes = options.db.collection<LaneDocument>('lanes');
  const steps = options.db.collection<StepDocument>('steps');
  await Promise.all([ensureIndexes(lanes, laneIndexes), ensureIndexes(steps, stepIndexes)]);
  const context: MongoLedgerContext = { lanes, steps, codec: createStepCodec(options.cipher) };
  return withStoreErrors<Ledger>({
    addRequest: (laneId, requestId, newSteps, now) => addRequest(context, { laneId, requestId, newSteps, now }),
    addStep: (step, place, now) => addStep(context, step, place, now),
    lane: async (id) => orNull(await lanes.findOne({ _id: id }), toLane),
    laneOfTicket: async (ticketId) =>
      orNull(await lanes.findOne({ ticketId, hasCreate: true }, { sort: { createdAt: -1 } }), toLane),
    step: async (id) => orNull(await steps.findOne({ _id: id }), (found) => toStep(found, context.codec)),
    claim: (claim) => claimLanes(context, claim),
    park: async (claim) => {
      if (claim.step === null) return;
      await steps.updateOne({ _id: claim.step.id, fence: claim.fence }, { $set: { lastError: parkedError } });
    },
    renew: async (claim, leaseUntil) => {
      const renewed = await lanes.updateOne(
        { _id: claim.lane.id, fence: claim.fence, owner: { $ne: null } },
        { $set: { dueAt: leaseUntil } },
      );
      return renewed.matchedCount === 1;
    },
    saveStep: (claim, patch) => saveStep(context, claim, patch),
    release: (claim, release, now) => releaseLane(context, claim, release, now),
    hurry: (limit, now) => hurry(lanes, limit, now),
    observe: async (stepId, observation) => {
      await steps.updateOne({ _id: stepId }, { $push: { observations: observation } });
    },
    nextDueInMs: async (now) => {
      const due = await Promise.all(
        [0, 1].map((rank) =>
          lanes.findOne({ rank, dueAt: { $gte: 0 } }, { sort: { dueAt: 1 }, projection: { dueAt: 1 } }),
        ),
      );
      const times = due.flatMap((lane) => lane?.dueAt ?? []);
      return times.length === 0 ? null : Math.max(0, Math.min(...times) - now);
    },
    ...createMongoOutbox(context),
  });
}

async function hurry(lanes: Collection<LaneDocument>, limit: number, now: number): Promise<number> {
  for (let hurried = 0; hurried < limit; hurried += 1) {
    const lane = await lanes.findOneAndUpdate(
      { hurryAt: { $gt: now } },
      { $set: { dueAt: now }, $unset: { hurryAt: 1 } },
      { sort: { hurryAt: 1 }, projection: { _id: 1 } },
    );
    if (lane === null) return hurried;
  }
  return limit;
}

function orNull<T, R>(found: T | null, map: (found: T) => R): R | null {
  return found === null ? null : map(found);
}

interface NewRequest {
  readonly laneId: string;
  readonly requestId: string;
  readonly newSteps: readonly NewStep[];
  readonly now: number;
}

async function addRequest(context: MongoLedgerContext, { laneId, requestId, newSteps, now }: NewRequest) {
  const known = await context.lanes.findOne({ _id: laneId, hasCreate: true }, { projection: { _id: 1 } });
  if (known !== null) return;
  const mine: NewStep[] = [];
  for (const step of newSteps) {
    if ((await insertStep(context, step, laneId, now)) === null) mine.push(step);
  }
  await ensureLane(context, { laneId, requestId }, now);
  const entries = newSteps.map(({ id, foreground }) => ({ id, foreground }));
  const first = await context.lanes.updateOne({ _id: laneId, hasCreate: false }, queueFirst(entries, requestId, now));
  if (first.matchedCount === 1) return;
  // A parallel call was first and may not have had all of these (a longer transcript): they follow behind.
  for (const step of mine) await putLast(context, step, { laneId }, now);
}

async function addStep(context: MongoLedgerContext, step: NewStep, place: StepPlace, now: number): Promise<void> {
  const { laneId } = place;
  const existing = await insertStep(context, step, laneId, now);
  // A step that has ended stays ended; one that a crash left outside of its lane is put there now.
  if (existing !== null && !(openStates as readonly string[]).includes(existing.state)) return;
  const lane = existing?.laneId ?? laneId;
  await ensureLane(context, { ...place, laneId: lane }, now);
  await putLast(context, step, { ...place, laneId: lane }, now);
}

async function putLast({ lanes }: MongoLedgerContext, step: NewStep, place: StepPlace, now: number): Promise<void> {
  await lanes.updateOne(
    { _id: place.laneId, 'queue.id': { $ne: step.id } },
    queueLast({
      entry: { id: step.id, foreground: step.foreground },
      dueAt: place.dueAt ?? now,
      patienceUntil: now + missingRequestPatienceMs,
    }),
  );
}

async function ensureLane({ lanes }: MongoLedgerContext, place: StepPlace, now: number): Promise<void> {
  const lane: LaneDocument = {
    _id: place.laneId,
    requestId: place.requestId ?? null,
    ticketId: place.ticketId ?? null,
    ticket: null,
    hasCreate: false,
    queue: [],
    rank: 1,
    dueAt: null,
    fence: 0,
    owner: null,
    blocked: false,
    createdAt: now,
  };
  await ignoreDuplicate(lanes.updateOne({ _id: place.laneId }, { $setOnInsert: lane as Document }, { upsert: true }));
}

/** Returns the step that was there before, or null when this one is new. */
async function insertStep({ steps, codec }: MongoLedgerContext, step: NewStep, laneId: string, now: number) {
  const document: StepDocument = {
    _id: step.id,
    laneId,
    kind: step.payload.kind,
    state: 'queued',
    foreground: step.foreground,
    sealed: codec.seal(step.id, step.payload),
    progress: freshProgress,
    result: null,
    observations: [],
    lastError: null,
    fence: 0,
    outboxKey: outboxKeyOf(now, step.id),
    createdAt: now,
    finishedAt: null,
    ...(step.origin === undefined ? {} : { origin: step.origin }),
  };
  try {
    await steps.insertOne(document);
    return null;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return steps.findOne({ _id: step.id });
  }
}

/** Two upserts of one key at once: one of them wins, which is all we want. */
async function ignoreDuplicate(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

async function claimLanes(context: MongoLedgerContext, options: Parameters<Ledger['claim']>[0]): Promise<Claim[]> {
  const claims: Claim[] = [];
  for (const rank of options.foregroundOnly === true ? [0] : [0, 1]) {
    while (claims.length < options.limit) {
      const claim = await claimLane(context, rank, options);
      if (claim === null) break;
      claims.push(claim);
    }
  }
  return claims;
}

async function claimLane(
  { lanes, steps, codec }: MongoLedgerContext,
  rank: number,
  { owner, leaseMs, now }: Parameters<Ledger['claim']>[0],
): Promise<Claim | null> {
  const leaseUntil = now + leaseMs;
  const lane = await lanes.findOneAndUpdate(
    { rank, dueAt: { $lte: now } },
    { $set: { dueAt: leaseUntil, owner }, $unset: { hurryAt: 1 }, $inc: { fence: 1 } },
    { sort: { dueAt: 1 }, returnDocument: 'after' },
  );
  if (lane === null) return null;
  const { fence } = lane;
  const [head] = lane.queue;
  // Locks the earlier owner out of the step and reads what it wrote, in one go.
  const step =
    head === undefined
      ? null
      : await steps.findOneAndUpdate(
          { _id: head.id, fence: { $lt: fence } },
          { $set: { fence } },
          { returnDocument: 'after' },
        );
  return { lane: toLane(lane), step: orNull(step, (found) => toStep(found, codec)), fence, leaseUntil };
}

async function saveStep({ steps }: MongoLedgerContext, claim: Claim, patch: StepPatch): Promise<boolean> {
  if (claim.step === null) return false;
  const isFinished = patch.state === 'done' || patch.state === 'discarded';
  const saved = await steps.updateOne(
    { _id: claim.step.id, fence: claim.fence },
    {
      $set: {
        state: patch.state,
        progress: patch.progress,
        lastError: patch.lastError ?? null,
        finishedAt: isFinished ? patch.at : null,
        ...(patch.result === undefined ? {} : { result: patch.result }),
      },
      ...(isFinished ? { $unset: { outboxKey: 1 } } : {}),
    },
  );
  return saved.matchedCount === 1;
}

async function releaseLane({ lanes, steps }: MongoLedgerContext, claim: Claim, release: Release, now: number) {
  const removed = release.remove ? (claim.step?.id ?? null) : null;
  if (removed !== null) {
    await steps.updateOne(
      { _id: removed, fence: claim.fence, state: { $in: ['done', 'discarded'] } },
      { $set: { sealed: null } },
    );
  }
  const released = await lanes.updateOne(
    { _id: claim.lane.id, fence: claim.fence },
    letGo({
      remove: removed,
      dueAt: release.remove ? now : release.dueAt,
      ticket: release.ticket ?? null,
      waitsForDesk: release.waitsForDesk === true,
      last: release.stepAside === true ? (claim.step?.id ?? null) : null,
    }),
  );
  return released.matchedCount === 1;
}
