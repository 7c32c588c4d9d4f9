import type { KeyObject } from 'node:crypto';
import type { EventBody } from './event-body.ts';
import type { SalesiqPortal } from './portal.ts';
import { deliveryHeaders } from './signing.ts';

export interface EventSenderOptions {
  readonly portal: SalesiqPortal;
  readonly url: string;
  readonly signWith?: KeyObject;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
  /** Deliveries of one event before it is given up. */
  readonly attemptsMax?: number;
}

export interface EventDelivery {
  readonly body: EventBody;
  /** HTTP status, or 0 when no answer came. */
  readonly status: number;
}

export interface EventSender {
  readonly deliveries: readonly EventDelivery[];
  /** Sends an event again, as SalesIQ does after a failed delivery: same event, next `attempt`. */
  redeliver(body: EventBody): Promise<EventDelivery>;
  /** Waits for what is being delivered. */
  settled(): Promise<void>;
  stop(): void;
}

/** Delivers the portal's events to a webhook as SalesIQ does: signed, in order, again when they fail. */
export function createEventSender(options: EventSenderOptions): EventSender {
  const { portal, url, signWith, fetch: send = fetch, timeoutMs = 5_000, attemptsMax = 3 } = options;
  const deliveries: EventDelivery[] = [];
  let queue: Promise<unknown> = Promise.resolve();

  const deliver = async (event: EventBody): Promise<EventDelivery> => {
    const body = JSON.stringify(event);
    const headers = deliveryHeaders(body, signWith);
    const answer = await send(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(timeoutMs) }).catch(
      () => undefined,
    );
    await answer?.arrayBuffer().catch(() => undefined);
    const delivery = { body: event, status: answer?.status ?? 0 };
    deliveries.push(delivery);
    return delivery;
  };
  const deliverUntilTaken = async (event: EventBody): Promise<void> => {
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      const { status } = await deliver({ ...event, attempt });
      if (status >= 200 && status < 300) return;
    }
  };
  const enqueue = (event: EventBody) => {
    queue = queue.then(() => deliverUntilTaken(event));
  };
  const stop = portal.onEvent(enqueue);
  return {
    deliveries,
    redeliver: (body) => deliver({ ...body, attempt: Number(body.attempt ?? 1) + 1 }),
    settled: async () => {
      await queue;
    },
    stop,
  };
}
