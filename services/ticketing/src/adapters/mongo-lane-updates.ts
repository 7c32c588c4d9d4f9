import type { Document } from 'mongodb';

/*
 * Updates of a lane as one pipeline each: MongoDB computes the new queue, its rank and when it is due from the old one
 * in a single atomic step, so that a worker that lets go and a caller that adds a step never overwrite each other.
 */

function eachOf(array: string, field: string): Document {
  return { $map: { input: array, in: `$$this.${field}` } };
}

/** 0 while any queued step has a waiting customer. */
const rankOfQueue = { $cond: [{ $in: [true, eachOf('$queue', 'foreground')] }, 0, 1] };

interface QueueEntry {
  readonly id: string;
  readonly foreground: boolean;
}

/** Puts steps before whatever the lane holds and makes it due. */
export function queueFirst(entries: readonly QueueEntry[], requestId: string, now: number): Document[] {
  return [
    {
      $set: {
        queue: { $concatArrays: [{ $literal: entries }, '$queue'] },
        hasCreate: true,
        requestId: { $literal: requestId },
        dueAt: now,
      },
    },
    { $set: { rank: rankOfQueue } },
  ];
}

export interface QueueLast {
  readonly entry: QueueEntry;
  /** When an idle lane becomes due. */
  readonly dueAt: number;
  /** When an idle lane that still has no ticket becomes due. */
  readonly patienceUntil: number;
}

/** Puts a step behind the others. A lane that runs, waits for its next try or needs a person keeps its time. */
export function queueLast({ entry, dueAt, patienceUntil }: QueueLast): Document[] {
  const hasPurpose = { $or: ['$hasCreate', { $ne: ['$ticketId', null] }] };
  const whenIdle = { $cond: [hasPurpose, dueAt, patienceUntil] };
  return [
    {
      $set: {
        queue: { $concatArrays: ['$queue', [{ $literal: entry }]] },
        dueAt: { $cond: ['$blocked', '$dueAt', { $ifNull: ['$dueAt', whenIdle] }] },
      },
    },
    { $set: { rank: rankOfQueue } },
  ];
}

export interface LetGo {
  /** Step to take off. */
  readonly remove: string | null;
  /** When the rest is due; null: a person is needed. */
  readonly dueAt: number | null;
  readonly ticket: { readonly ticketId: string } | null;
  readonly waitsForDesk: boolean;
  /** Step to put behind the others. */
  readonly last: string | null;
}

const queued = (comparison: '$eq' | '$ne', id: string): Document => ({
  $filter: { input: '$queue', cond: { [comparison]: ['$$this.id', { $literal: id }] } },
});

export function letGo({ remove, dueAt, ticket, waitsForDesk, last }: LetGo): Document[] {
  const rest = remove === null ? '$queue' : queued('$ne', remove);
  const queue = last === null ? rest : { $concatArrays: [queued('$ne', last), queued('$eq', last)] };
  const isEmpty = { $eq: [{ $size: '$queue' }, 0] };
  return [
    { $set: { queue, owner: null } },
    {
      $set: {
        rank: rankOfQueue,
        dueAt: { $cond: [isEmpty, null, { $literal: dueAt }] },
        hurryAt: waitsForDesk ? { $literal: dueAt } : '$$REMOVE',
        blocked: dueAt === null ? { $not: [isEmpty] } : false,
        ...(ticket === null ? {} : { ticketId: { $literal: ticket.ticketId }, ticket: { $literal: ticket } }),
      },
    },
  ];
}

/**
 * A retried step goes back into its lane, or stays at its place there, and the lane becomes due. The worker that has
 * just given it up and not yet let go of the lane loses it: it would take the step off or stop the lane.
 */
export function queueAgain(entry: QueueEntry, dueAt: number): Document[] {
  const isQueued = { $in: [{ $literal: entry.id }, eachOf('$queue', 'id')] };
  const isHead = { $eq: [{ $arrayElemAt: [eachOf('$queue', 'id'), 0] }, { $literal: entry.id }] };
  return [
    {
      $set: {
        queue: { $cond: [isQueued, '$queue', { $concatArrays: ['$queue', [{ $literal: entry }]] }] },
        dueAt: { $cond: [isHead, dueAt, { $ifNull: ['$dueAt', dueAt] }] },
        fence: { $add: ['$fence', { $cond: [isHead, 1, 0] }] },
        blocked: false,
      },
    },
    { $set: { rank: rankOfQueue } },
  ];
}
