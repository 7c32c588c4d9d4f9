import type { PushChatInput, PushChatOutput } from '@acebuddy/contracts';
import { currentOrigin, type Logger } from '@acebuddy/service-kit';
import type { ChatClient, Delivery, DeliveryChange, Lease, NotificationStore } from '../ports.ts';
import { type PushResult, sayInChat, unreachable } from './push.ts';

export interface PushOnceDeps {
  readonly store: NotificationStore;
  /** SalesIQ's REST API; null when it is not configured. */
  readonly chat: ChatClient | null;
  readonly now: () => Date;
  /** Names this process in leases. */
  readonly owner: string;
  readonly logger: Logger;
}

/** Longer than two calls of SalesIQ with a renewed token. */
const leaseMs = 45_000;
/** So often an operator's message of unknown outcome is tried; SalesIQ offers no way to ask whether it is there. */
const unknownMax = 3;
/** What stands in `lastError` while the call is under way: found after a crash, it means "maybe said". */
const begun = 'under way';

/**
 * One final word per request (salesiq.md §6, "exactly one final response"): the line is reserved in the store before
 * it is said, so that two replicas never say it at the same time and a crash in between is seen for what it is.
 */
export function createPushOnce(deps: PushOnceDeps): (input: PushChatInput) => Promise<PushChatOutput> {
  return async (input) => {
    const closed = unreachable(deps.chat, input.address);
    if (deps.chat === null || closed !== null) return closed ?? { outcome: 'undeliverable', reason: null };
    const reserved = await reserve(deps, input.requestId);
    if (!('fence' in reserved)) return reserved;
    const result = await sayInChat(deps.chat, input, deps.now(), isMaybeSaid(reserved.lastError));
    const { change, output } = settle(reserved, result, deps.now());
    await deps.store.finishDelivery(reserved.id, reserved.fence, change).catch((error: unknown) => {
      // What was said was said: the caller must hear of it, whether or not the log does.
      deps.logger.warn({ err: error, deliveryId: reserved.id }, 'a line in a chat could not be recorded');
    });
    return output;
  };
}

/** The reservation, or what to answer without saying anything. */
async function reserve({ store, now, owner }: PushOnceDeps, id: string): Promise<Delivery | PushChatOutput> {
  const at = now();
  const lease: Lease = { owner, until: new Date(at.getTime() + leaseMs).toISOString() };
  const origin = currentOrigin();
  const noted = origin === undefined ? {} : { origin };
  const fresh: Delivery = { ...newLine, id, createdAt: at.toISOString(), ...noted };
  if (await store.addDelivery({ ...fresh, lastError: begun }, lease)) return fresh;
  const earlier = await store.delivery(id);
  if (earlier?.status === 'sent') return { outcome: 'message', reason: 'was said before' };
  if (earlier?.status === 'dead') return { outcome: 'undeliverable', reason: earlier.lastError };
  const known = earlier?.lastError ?? null;
  const mine = await store.claimDelivery(id, at.toISOString(), lease, stillMaybe(known) ?? begun);
  return mine === null ? { outcome: 'retry', reason: 'is being said just now' } : { ...mine, lastError: known };
}

const newLine = {
  kind: 'push',
  status: 'pending',
  to: '',
  recipient: null,
  attempts: 0,
  // Never due: its caller repeats it, no dispatcher does.
  nextAt: null,
  lastError: null,
  sentAt: null,
  sealed: null,
  fence: 1,
} as const;

const unknownPattern = /^maybe said (\d+)/;

function isMaybeSaid(lastError: string | null): boolean {
  return lastError === begun || (lastError !== null && unknownPattern.test(lastError));
}

function stillMaybe(lastError: string | null): string | null {
  return isMaybeSaid(lastError) ? lastError : null;
}

function settle(line: Delivery, result: PushResult, now: Date): { change: DeliveryChange; output: PushChatOutput } {
  const base = { attempts: line.attempts + 1, nextAt: null, lastError: null, sentAt: null };
  switch (result.kind) {
    case 'said':
      return {
        change: { ...base, status: 'sent', sentAt: now.toISOString() },
        output: { outcome: result.way, reason: result.reason },
      };
    case 'undeliverable':
      return {
        change: { ...base, status: 'dead', lastError: result.reason },
        output: { outcome: 'undeliverable', reason: result.reason },
      };
    case 'not said':
      return {
        // An earlier attempt that may have got through is not forgotten.
        change: { ...base, status: 'pending', lastError: stillMaybe(line.lastError) ?? `not said: ${result.reason}` },
        output: { outcome: 'retry', reason: result.reason },
      };
    case 'unknown': {
      // A callback may be repeated: SalesIQ takes one answer per turn.
      const earlier = Number(unknownPattern.exec(line.lastError ?? '')?.[1] ?? 0);
      const count = result.way === 'callback' ? earlier : earlier + 1;
      const lastError = `maybe said ${count}: ${result.reason}`;
      if (count >= unknownMax)
        return {
          change: { ...base, status: 'dead', lastError },
          output: { outcome: 'undeliverable', reason: lastError },
        };
      return { change: { ...base, status: 'pending', lastError }, output: { outcome: 'retry', reason: result.reason } };
    }
  }
}
