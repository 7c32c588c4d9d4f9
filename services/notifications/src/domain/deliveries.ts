import { currentOrigin, inSpan, type Logger, withOrigin } from '@acebuddy/service-kit';
import { attemptsMax, backoffMs, type RecordCipher } from '@acebuddy/storage';
import { z } from 'zod';
import {
  type Delivery,
  type DeliveryChange,
  type DeliveryKind,
  type Lease,
  type NotificationStore,
  parkedError,
} from '../ports.ts';

export type AttemptOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'temporary'; readonly reason: string; readonly retryAfterMs?: number }
  /** Nothing was tried, because a setting is missing: it stays in the queue, however long that takes. */
  | { readonly kind: 'waiting'; readonly reason: string }
  | { readonly kind: 'permanent'; readonly reason: string }
  /** A newer release wrote it down, and this one does not know what it is. */
  | { readonly kind: 'parked' };

export interface DeliveriesDeps {
  readonly store: NotificationStore;
  readonly cipher: RecordCipher;
  readonly now: () => Date;
  readonly random: () => number;
  readonly owner: string;
  readonly logger: Logger;
  /** Does the work of one delivery. Must not throw for expected failures. */
  readonly attempt: (kind: DeliveryKind, payload: unknown, id: string) => Promise<AttemptOutcome>;
  readonly onAttempt?: (kind: DeliveryKind, outcome: AttemptOutcome['kind']) => void;
}

export interface NewDelivery {
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly to: string;
  readonly recipient: string | null;
  readonly payload: unknown;
  /** When it is due; now when left out. */
  readonly at?: Date;
  /** Why it is not done now: people see it in the delivery log. */
  readonly heldBack?: string;
}

export interface Deliveries {
  /** Records the work for the dispatcher; false when the same request was recorded before. */
  add(delivery: NewDelivery): Promise<boolean>;
  /** Records work that is not taken; a person can have it done all the same. */
  refuse(delivery: NewDelivery, why: string): Promise<boolean>;
  /** Records the work and leases it to this process, which runs it at once; null when it was recorded before. */
  addMine(delivery: NewDelivery): Promise<Delivery | null>;
  claim(limit: number): Promise<readonly Delivery[]>;
  run(delivery: Delivery): Promise<Delivery['status']>;
}

/** What only a newer release can do is looked at this often: such a one may stand beside us already. */
const parkedMs = 300_000;

/** Longer than the slowest SMTP or REST call, so that a live worker keeps its lease. */
const leaseMs = 60_000;
/** A setting is mended by a new start, so nobody need look often. */
const waitingMs = 10_000;

/** An error in the log, because only a person can have it done now: it is among the dead letters. */
function tellGivenUp(logger: Logger, { id, kind }: Delivery, { attempts, lastError }: DeliveryChange): void {
  logger.error(
    { deliveryId: id, kind, attempts, reason: lastError },
    'a delivery was given up: GET /admin/dead-letters has it, and can have it tried again',
  );
}

export function createDeliveries(deps: DeliveriesDeps): Deliveries {
  const lease = (): Lease => ({ owner: deps.owner, until: new Date(deps.now().getTime() + leaseMs).toISOString() });

  /** Whoever does it, and however late: under the request that ordered it. */
  function run(delivery: Delivery): Promise<Delivery['status']> {
    const { kind, attempts, origin } = delivery;
    const attributes = { 'acebuddy.work': kind, 'acebuddy.attempt': attempts + 1 };
    const start = () => ({ name: `delivery ${kind}`, kind: 'consumer', attributes }) as const;
    const endOf = (status: Delivery['status']) => ({ attributes: { 'acebuddy.outcome': status } });
    return withOrigin(origin, () => inSpan(start, () => runOwn(delivery), endOf));
  }

  async function runOwn(delivery: Delivery): Promise<Delivery['status']> {
    const outcome = await attempt(delivery);
    deps.onAttempt?.(delivery.kind, outcome.kind);
    if (outcome.kind === 'parked' && delivery.lastError !== parkedError)
      deps.logger.error({ deliveryId: delivery.id, kind: delivery.kind }, 'a delivery waits for a newer release');
    const change = withEnd(nextState(delivery, outcome), deps.now());
    if (change.status === 'dead') tellGivenUp(deps.logger, delivery, change);
    const kept = await deps.store.finishDelivery(delivery.id, delivery.fence, change);
    if (!kept) deps.logger.warn({ deliveryId: delivery.id }, 'a delivery took longer than its lease');
    return change.status;
  }

  async function attempt(delivery: Delivery): Promise<AttemptOutcome> {
    try {
      const { sealed, id } = delivery;
      const payload: unknown = sealed === null ? null : JSON.parse(deps.cipher.open(sealed, sealedName(id)));
      return await deps.attempt(delivery.kind, payload, delivery.id);
    } catch (error) {
      if (error instanceof z.core.$ZodError) return { kind: 'parked' };
      return { kind: 'temporary', reason: error instanceof Error ? error.name : 'unknown failure' };
    }
  }

  function nextState(delivery: Delivery, outcome: AttemptOutcome): DeliveryChange {
    const now = deps.now();
    if (outcome.kind === 'parked') {
      const nextAt = new Date(now.getTime() + parkedMs).toISOString();
      const { status, attempts, sentAt } = delivery;
      return { status, attempts, nextAt, lastError: parkedError, sentAt };
    }
    const attempts = delivery.attempts + 1;
    if (outcome.kind === 'sent')
      return { status: 'sent', attempts, nextAt: null, lastError: null, sentAt: now.toISOString() };
    const lastError = outcome.reason.slice(0, 300);
    if (outcome.kind === 'waiting') {
      const nextAt = new Date(now.getTime() + waitingMs).toISOString();
      return { status: 'pending', attempts: delivery.attempts, nextAt, lastError, sentAt: null };
    }
    if (outcome.kind === 'permanent' || attempts >= attemptsMax)
      return { status: 'dead', attempts, nextAt: null, lastError, sentAt: null };
    const delayMs = backoffMs(attempts, deps.random, outcome.retryAfterMs);
    return {
      status: 'pending',
      attempts,
      nextAt: new Date(now.getTime() + delayMs).toISOString(),
      lastError,
      sentAt: null,
    };
  }

  function toDelivery({ id, kind, to, recipient, payload, at, heldBack }: NewDelivery): Delivery {
    const created = deps.now();
    const origin = currentOrigin();
    return {
      id,
      kind,
      status: 'pending',
      to,
      recipient,
      attempts: 0,
      nextAt: (at ?? created).toISOString(),
      lastError: heldBack ?? null,
      createdAt: created.toISOString(),
      sentAt: null,
      sealed: deps.cipher.seal(JSON.stringify(payload), sealedName(id)),
      fence: 1,
      ...(origin === undefined ? {} : { origin }),
    };
  }

  return {
    add: (added) => deps.store.addDelivery(toDelivery(added), null),
    refuse: (added, why) =>
      deps.store.addDelivery(
        { ...toDelivery(added), status: 'dead', nextAt: null, lastError: why, endedAt: deps.now().toISOString() },
        null,
      ),
    async addMine(added) {
      const delivery = toDelivery(added);
      return (await deps.store.addDelivery(delivery, lease())) ? delivery : null;
    },
    claim: (limit) => deps.store.claimDeliveries(deps.now().toISOString(), lease(), limit),
    run,
  };
}

/** A change after which nothing is left to do is told to whoever asked for the delivery. */
export function withEnd<T extends Pick<DeliveryChange, 'status'>>(change: T, now: Date): T & { endedAt?: string } {
  return change.status === 'pending' ? change : { ...change, endedAt: now.toISOString() };
}

export const sealedName = (id: string) => `delivery:${id}`;

/** `ann@company.com` → `a•••@company.com`: enough for a log reader to recognise, not to write to. */
export function maskAddress(email: string): string {
  const [local = '', domain = ''] = email.split('@');
  return `${local.slice(0, 1)}•••@${domain}`;
}
