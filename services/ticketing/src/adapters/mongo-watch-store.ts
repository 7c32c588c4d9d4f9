import { ensureIndexes, isDuplicateKey, withStoreErrors } from '@acebuddy/storage';
import type { Collection, Db, Document } from 'mongodb';
import type { Watch, WatchClaim, WatchStore } from '../ports.ts';
import { parseWatch } from './watch-codec.ts';

interface WatchDocument {
  readonly _id: string;
  /** What was last seen. */
  readonly seen: Omit<Watch, 'ownStatus'>;
  readonly ownStatus: string | null;
  /** While claimed: end of the lease. */
  readonly dueAt: number | null;
  /** Asked for during a look: look again no later than this. */
  readonly wantedAt: number | null;
  readonly owner: string | null;
  readonly fence: number;
  readonly createdAt: number;
}

interface EventDocument {
  readonly _id: string;
  readonly seenAt: number;
}

interface PollDocument {
  readonly _id: 'changes';
  readonly owner: string | null;
  readonly dueAt: number;
  readonly through: number;
}

/** The watched tickets in MongoDB: one small document each, claimed like lanes of the ledger. */
export async function createMongoWatchStore({ db }: { readonly db: Db }): Promise<WatchStore> {
  const watches = db.collection<WatchDocument>('watches');
  const events = db.collection<EventDocument>('desk_events');
  const polls = db.collection<PollDocument>('polls');
  await Promise.all([
    ensureIndexes(watches, [
      { key: { dueAt: 1 }, name: 'due' },
      { key: { createdAt: 1 }, name: 'created' },
    ]),
    ensureIndexes(events, [{ key: { seenAt: 1 }, name: 'seen' }]),
  ]);
  return withStoreErrors<WatchStore>({
    ...createClaims(watches),
    ...createPolls(polls),
    add: async ({ ownStatus, ...seen }, dueAt) => {
      const { ticketId, createdAt } = seen;
      const document = { _id: ticketId, seen, ownStatus, dueAt, wantedAt: null, owner: null, fence: 0, createdAt };
      await ignoreDuplicate(watches.insertOne(document));
    },
    get: async (ticketId) => {
      const found = await watches.findOne({ _id: ticketId });
      return found === null ? null : toWatch(found);
    },
    known: async (ticketIds) => (await watches.find({ _id: { $in: [...ticketIds] } }).toArray()).map(toWatch),
    forget: async (isWanted) => {
      const gone: string[] = [];
      for await (const { _id, seen } of watches.find({}, { projection: { 'seen.requestId': 1 } }))
        if (isWanted(seen.requestId)) gone.push(_id);
      return (await watches.deleteMany({ _id: { $in: gone } })).deletedCount;
    },
    anyWatched: async () => (await watches.findOne({ dueAt: { $gte: 0 } }, { projection: { _id: 1 } })) !== null,
    expectStatus: async (ticketId, status) => {
      await watches.updateOne({ _id: ticketId }, { $set: { ownStatus: status } });
    },
    wasSeen: async (key) => (await events.findOne({ _id: key })) !== null,
    markSeen: async (key, now) => ignoreDuplicate(events.insertOne({ _id: key, seenAt: now })),
    prune: async (before, eventsBefore) => {
      await events.deleteMany({ seenAt: { $lt: eventsBefore } });
      return (await watches.deleteMany({ createdAt: { $lt: before }, dueAt: null })).deletedCount;
    },
  });
}

function createClaims(
  watches: Collection<WatchDocument>,
): Pick<WatchStore, 'hasten' | 'claim' | 'save' | 'nextDueInMs'> {
  return {
    hasten: async (ticketId, dueAt) => {
      await watches.updateOne({ _id: ticketId }, hasten(dueAt));
    },
    claim: async ({ owner, leaseMs, limit, now }) => {
      const claims: WatchClaim[] = [];
      while (claims.length < limit) {
        const found = await watches.findOneAndUpdate(
          { dueAt: { $lte: now } },
          { $set: { dueAt: now + leaseMs, owner, wantedAt: null }, $inc: { fence: 1 } },
          { sort: { dueAt: 1 }, returnDocument: 'after' },
        );
        if (found === null) break;
        claims.push({ watch: toWatch(found), fence: found.fence });
      }
      return claims;
    },
    save: async ({ watch, fence }, { ownStatus, ...patch }, dueAt) => {
      const { ownStatus: _, ...before } = watch;
      const seen = { ...before, ...patch };
      const saved = await watches.updateOne({ _id: watch.ticketId, fence }, [
        {
          $set: {
            seen: { $literal: seen },
            owner: null,
            // $min leaves nulls out: the sooner of what is planned and what was asked for meanwhile.
            dueAt: { $min: [{ $literal: dueAt }, '$wantedAt'] },
            ...(ownStatus === null ? { ownStatus: null } : {}),
          },
        },
        { $set: { wantedAt: null } },
      ]);
      return saved.matchedCount === 1;
    },
    nextDueInMs: async (now) => {
      const next = await watches.findOne({ dueAt: { $gte: 0 } }, { sort: { dueAt: 1 }, projection: { dueAt: 1 } });
      return next?.dueAt == null ? null : Math.max(0, next.dueAt - now);
    },
  };
}

/** During a look the wish is kept for its end; otherwise the next look comes sooner. */
function hasten(dueAt: number): Document[] {
  const isIdle = { $eq: ['$owner', null] };
  return [
    {
      $set: {
        dueAt: { $cond: [isIdle, { $min: ['$dueAt', dueAt] }, '$dueAt'] },
        wantedAt: { $cond: [isIdle, null, { $min: ['$wantedAt', dueAt] }] },
      },
    },
  ];
}

function createPolls(polls: Collection<PollDocument>): Pick<WatchStore, 'beginPoll' | 'endPoll'> {
  return {
    beginPoll: async (owner, now, until) => {
      const first: PollDocument = { _id: 'changes', owner: null, dueAt: now, through: now };
      await ignoreDuplicate(polls.updateOne({ _id: 'changes' }, { $setOnInsert: first }, { upsert: true }));
      const turn = await polls.findOneAndUpdate(
        { _id: 'changes', dueAt: { $lte: now } },
        { $set: { owner, dueAt: until } },
        { returnDocument: 'after' },
      );
      return turn === null ? null : { through: turn.through };
    },
    endPoll: async (owner, through, nextAt) => {
      await polls.updateOne({ _id: 'changes', owner }, { $set: { owner: null, dueAt: nextAt, through } });
    },
  };
}

function toWatch({ seen, ownStatus }: WatchDocument): Watch {
  return parseWatch({ ...seen, ownStatus });
}

async function ignoreDuplicate(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
