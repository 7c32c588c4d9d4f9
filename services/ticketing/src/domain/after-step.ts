import type { Audit } from '@acebuddy/audit';
import type { Lane, Ledger, NewsFeed, SeenTicket, Step, WatchStore } from '../ports.ts';
import {
  duplicateNoteStepId,
  laneOfForeignTicket,
  laneOfRequest,
  statusAfterCreateStepId,
  verifyLane,
  verifyStepId,
} from './lanes.ts';
import type { WorkSettings } from './settings.ts';

export interface AfterStepDeps {
  readonly ledger: Ledger;
  readonly feed: NewsFeed;
  readonly watches: WatchStore;
  readonly audit: Pick<Audit, 'record'>;
  readonly settings: WorkSettings;
  /** First look at a new ticket, milliseconds after its creation. */
  readonly firstWatchMs: number;
  readonly now: () => Date;
}

/**
 * What follows from a finished step, before the next one of its lane begins. Runs again when the process dies in
 * between, so everything here may be repeated without effect.
 */
export async function afterStep(deps: AfterStepDeps, lane: Lane, done: Step): Promise<void> {
  await tell(deps, lane, done);
  if (lane.requestId === null) return;
  if (done.kind === 'create') await afterCreate(deps, lane.requestId, done);
  const kept = done.payload?.kind === 'verify' ? done.payload.kept : done.result?.ticket?.ticketNumber;
  for (const duplicate of done.result?.duplicates ?? []) {
    await noteDuplicate(deps, lane.requestId, duplicate, kept ?? 'another ticket');
  }
}

/** One entry per finished step, however often this runs. What was written stays out: the ticket has it. */
async function tell({ audit }: AfterStepDeps, lane: Lane, done: Step): Promise<void> {
  if (done.state !== 'done' || done.kind === 'verify') return;
  const ticket = done.result?.ticket;
  const subject = ticket?.ticketId ?? lane.ticketId ?? lane.id;
  const isCreate = done.kind === 'create';
  await audit.record({
    kind: isCreate ? 'ticket_created' : 'ticket_changed',
    subject,
    key: `step:${done.id}`,
    details: {
      step: done.id,
      ...(isCreate ? { number: ticket?.ticketNumber ?? null } : { change: done.kind }),
      ...proofOf(done),
    },
  });
}

/** What the ticket says of the customer's identity from now on: the value alone, never an address. */
function proofOf({ payload }: Step): { verified?: string } {
  if (payload?.kind === 'proof') return { verified: payload.proof };
  const proof = payload?.kind === 'create' ? payload.draft.fields.verified : undefined;
  return proof === undefined ? {} : { verified: proof };
}

async function afterCreate(deps: AfterStepDeps, requestId: string, done: Step): Promise<void> {
  const { feed, watches, now } = deps;
  const { ticket, seen } = done.result ?? {};
  if (ticket === undefined || seen === undefined) throw new TypeError('a finished create step names its ticket');
  const at = now();
  await watches.add(
    {
      ticketId: ticket.ticketId,
      requestId,
      status: seen.status,
      statusType: seen.statusType,
      modifiedTime: seen.modifiedTime,
      commentCount: null,
      commentsThrough: createdAt(seen, at),
      told: [],
      ownStatus: null,
      looks: 0,
      quietLooks: 0,
      failures: 0,
      missedSince: null,
      createdAt: createdAt(seen, at),
      resolvedInMs: null,
    },
    // Whoever wrote on it, or changed it, before we knew of it is not heard by its events.
    at.getTime() + (done.result?.adopted === true ? 0 : deps.firstWatchMs),
  );
  const news = { kind: 'created', ticket } as const;
  await feed.append({ key: `created:${requestId}`, ticketId: ticket.ticketId, requestId, at: at.toISOString(), news });
  if (done.result?.resent === true) await verifyLater(deps, requestId, done);
  if (done.result?.dropped?.some((pointer) => pointer === '/status' || pointer === '*') === true) {
    await setStatusLater(deps, requestId, done);
  }
}

function createdAt(seen: SeenTicket, now: Date): number {
  const parsed = seen.createdTime === null ? Number.NaN : Date.parse(seen.createdTime);
  return Number.isNaN(parsed) ? now.getTime() : parsed;
}

/** A create that was sent twice may have made two tickets after all; the index will tell. */
async function verifyLater({ ledger, settings, now }: AfterStepDeps, requestId: string, done: Step) {
  const ticket = done.result?.ticket;
  if (done.payload?.kind !== 'create' || ticket === undefined) return;
  const { reference, draft } = done.payload;
  const { email } = draft.customer;
  const since = done.progress.firstSentAt ?? now().getTime();
  const at = now().getTime();
  await ledger.addStep(
    {
      id: verifyStepId(requestId),
      foreground: false,
      payload: {
        kind: 'verify',
        reference,
        subject: draft.subject,
        kept: ticket.ticketNumber,
        since,
        ...(email === undefined ? {} : { email }),
      },
    },
    {
      laneId: verifyLane(requestId),
      requestId,
      ticketId: ticket.ticketId,
      dueAt: at + (settings.createLooks.at(-1)?.afterMs ?? 0),
    },
    at,
  );
}

/** Desk took the ticket only without its status (a portal may forbid it on create): set it now. */
async function setStatusLater({ ledger, now }: AfterStepDeps, requestId: string, done: Step): Promise<void> {
  if (done.payload?.kind !== 'create' || done.payload.draft.status === 'Open') return;
  await ledger.addStep(
    {
      id: statusAfterCreateStepId(requestId),
      foreground: false,
      payload: { kind: 'status', status: done.payload.draft.status },
    },
    { laneId: laneOfRequest(requestId), requestId },
    now().getTime(),
  );
}

async function noteDuplicate({ ledger, now }: AfterStepDeps, requestId: string, duplicateId: string, kept: string) {
  const text = `This ticket repeats ticket ${kept}: the same request reached Desk twice after a lost answer. Please work on ${kept} and close this one.`;
  await ledger.addStep(
    {
      id: duplicateNoteStepId(requestId, duplicateId),
      foreground: false,
      payload: { kind: 'comment', parts: [text], isPublic: false },
    },
    { laneId: laneOfForeignTicket(duplicateId), ticketId: duplicateId },
    now().getTime(),
  );
}
