import { conversationOfRequest, type OutboxItem, outboxItemSchema, ticketRefSchema } from '@acebuddy/contracts';
import type { WorkOrigin } from '@acebuddy/service-kit';
import type { IndexDescription } from 'mongodb';
import { z } from 'zod';
import { requestOfStep } from '../domain/lanes.ts';
import type { Lane, Observation, Step, StepProgress, StepResult, StepView } from '../ports.ts';
import { outboxStatus } from './ledger-rules.ts';
import { parseObservations, parseOrigin, parseProgress, parseResult, type StepCodec } from './step-codec.ts';

/** A lane with the ids of its unfinished steps, in order: what workers claim. Small, whatever its steps hold. */
export interface LaneDocument {
  readonly _id: string;
  readonly requestId: string | null;
  readonly ticketId: string | null;
  readonly ticket: unknown;
  readonly hasCreate: boolean;
  readonly queue: readonly { readonly id: string; readonly foreground: boolean }[];
  /** 0 while a customer waits for one of its steps, else 1. */
  readonly rank: number;
  /** While claimed: end of the lease. */
  readonly dueAt: number | null;
  /** While it waits for Desk to come back: when it would try by itself. */
  readonly hurryAt?: number;
  readonly fence: number;
  readonly owner: string | null;
  /** Its create step is dead: a person is needed. */
  readonly blocked: boolean;
  readonly createdAt: number;
}

export interface StepDocument {
  readonly _id: string;
  readonly laneId: string;
  readonly kind: Step['kind'];
  readonly state: Step['state'];
  readonly foreground: boolean;
  readonly sealed: string | null;
  readonly progress: StepProgress;
  readonly result: StepResult | null;
  readonly observations: Observation[];
  readonly lastError: string | null;
  readonly fence: number;
  /** Present while it belongs to the outbox that people see. */
  readonly outboxKey?: string;
  readonly createdAt: number;
  readonly finishedAt: number | null;
  /** Absent in steps of older releases. */
  readonly origin?: WorkOrigin;
}

export const laneIndexes: readonly IndexDescription[] = [
  // claim, nextDueInMs
  { key: { rank: 1, dueAt: 1 }, name: 'due' },
  // laneOfTicket
  { key: { ticketId: 1, createdAt: -1 }, name: 'ticket' },
  // hurry
  { key: { hurryAt: 1 }, name: 'hurry', sparse: true },
  // prune
  { key: { createdAt: 1 }, name: 'created' },
];

export const stepIndexes: readonly IndexDescription[] = [
  // listOutbox, counts
  { key: { outboxKey: 1 }, name: 'outbox', sparse: true },
  // prune
  { key: { finishedAt: 1 }, name: 'finished' },
  // discard, prune
  { key: { laneId: 1 }, name: 'lane' },
];

export function toLane(document: LaneDocument): Lane {
  return {
    id: document._id,
    requestId: document.requestId,
    ticketId: document.ticketId,
    ticket: document.ticket === null ? null : ticketRefSchema.parse(document.ticket),
    hasCreate: document.hasCreate,
    dueAt: document.dueAt,
    createdAt: document.createdAt,
  };
}

export function toStep(document: StepDocument, codec: StepCodec): Step {
  return {
    id: document._id,
    laneId: document.laneId,
    kind: document.kind,
    state: document.state,
    foreground: document.foreground,
    ...(document.sealed === null ? { payload: null } : codec.open(document._id, document.sealed)),
    progress: parseProgress(document.progress),
    result: parseResult(document.result),
    observations: parseObservations(document.observations),
    lastError: document.lastError,
    createdAt: document.createdAt,
    origin: parseOrigin(document.origin),
  };
}

/** What of a step is read for people to see. */
export const stepViewFields = {
  laneId: 1,
  kind: 1,
  state: 1,
  progress: 1,
  lastError: 1,
  createdAt: 1,
  origin: 1,
} as const;

export function toStepView(document: StepDocument, lane: LaneDocument | undefined): StepView {
  return {
    id: document._id,
    kind: document.kind,
    state: document.state,
    progress: parseProgress(document.progress),
    lastError: document.lastError,
    createdAt: document.createdAt,
    ticketId: lane?.ticketId ?? null,
    ticketNumber: lane === undefined ? null : (toLane(lane).ticket?.ticketNumber ?? null),
    correlationId: parseOrigin(document.origin)?.requestId ?? null,
  };
}

/** `lane`: that it stands in; undefined when it was removed. Only the first of a lane has a time of its own. */
export function toOutboxItem(document: StepDocument, lane: LaneDocument | undefined): OutboxItem {
  const dueAt = lane?.queue[0]?.id === document._id ? lane.dueAt : null;
  return outboxItemSchema.parse({
    id: document._id,
    conversationId: conversationOfRequest(requestOfStep(document._id))?.conversationId,
    kind: document.kind,
    attempts: z.number().parse(document.progress.attempts),
    status: outboxStatus(document),
    lastError: document.lastError,
    nextAttemptAt: dueAt === null || document.state === 'dead' ? null : new Date(dueAt).toISOString(),
    createdAt: new Date(document.createdAt).toISOString(),
    correlationId: parseOrigin(document.origin)?.requestId ?? null,
    ticketId: lane?.ticketId ?? null,
  });
}
