import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { PortalEvent } from './portal/portal.ts';

export interface WebhookOptions {
  readonly url: string;
  /** Default: all kinds. */
  readonly events?: readonly PortalEvent['type'][];
  readonly includePrevState?: boolean;
  /** Changes made with this `sourceId` header are not reported (zoho-desk.md §9.4). */
  readonly ignoreSourceId?: string;
}

export interface Webhook extends WebhookOptions {
  readonly id: string;
  readonly isEnabled: boolean;
}

/** One delivery as it went out; kept so that it can be sent again. */
export interface Delivery {
  readonly webhookId: string;
  readonly url: string;
  readonly body: readonly unknown[];
  /** HTTP status of the last try, null when there was none. */
  readonly status: number | null;
  readonly tries: number;
}

export interface WebhookDeps {
  readonly orgId: string;
  readonly now: () => number;
  readonly fetch: typeof fetch;
  readonly toPayload: (event: PortalEvent) => { readonly payload: unknown; readonly prevState: unknown };
}

/** Desk waits this long (§9.2). */
const timeoutMs = 5_000;
const kept = 1_000;

export type Webhooks = ReturnType<typeof createWebhooks>;

/**
 * Event deliveries with their JWT (§9.2, §9.3). The real portal's retry policy is not published: this one tries once,
 * and repeats or reorders when told to.
 */
export function createWebhooks({ orgId, now, fetch, toPayload }: WebhookDeps) {
  const webhooks = new Map<string, Webhook>();
  const deliveries: Delivery[] = [];
  const held: { readonly webhook: Webhook; readonly body: readonly unknown[] }[] = [];
  const running = new Set<Promise<unknown>>();
  const keys = generateKeyPair('RS256', { extractable: true });
  const kid = 'simulator-1';
  let isHolding = false;
  let repeat = 1;
  let lastId = 1_234_567_889;

  async function sign(webhookId: string): Promise<string> {
    const seconds = Math.floor(now() / 1_000);
    return new SignJWT({ iss: `orgId:${orgId}`, aud: `webhookId:${webhookId}`, iat: seconds, exp: seconds + 300 })
      .setProtectedHeader({ alg: 'RS256', kid })
      .sign((await keys).privateKey);
  }

  async function post(webhook: Webhook, body: readonly unknown[]): Promise<number | null> {
    const response = await fetch(webhook.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-ZDesk-JWT': await sign(webhook.id) },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'manual',
    }).catch(() => null);
    await response?.body?.cancel();
    if (response?.status === 410) {
      webhooks.delete(webhook.id);
    }
    return response?.status ?? null;
  }

  async function send(webhook: Webhook, body: readonly unknown[], times: number): Promise<void> {
    let status: number | null = null;
    for (let tries = 0; tries < times; tries += 1) {
      status = await post(webhook, body);
    }
    deliveries.push({ webhookId: webhook.id, url: webhook.url, body, status, tries: times });
    deliveries.splice(0, deliveries.length - kept);
  }

  function track(work: Promise<unknown>): void {
    running.add(work);
    void work.finally(() => running.delete(work));
  }

  /** On creation Desk checks the address with a GET and a POST (§9.1). */
  async function add(options: WebhookOptions): Promise<Webhook> {
    lastId += 1;
    const webhook: Webhook = { ...options, id: String(lastId), isEnabled: true };
    const answer = await fetch(options.url, { signal: AbortSignal.timeout(timeoutMs) }).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.status !== 200) {
      throw new Error(`The address does not answer GET with 200 (${answer?.status ?? 'no answer'})`);
    }
    await post(webhook, []);
    webhooks.set(webhook.id, webhook);
    return webhook;
  }

  function emit(event: PortalEvent, sourceId: string | null): void {
    for (const webhook of webhooks.values()) {
      const isWanted = webhook.events?.includes(event.type) ?? true;
      if (!isWanted || (sourceId !== null && sourceId === webhook.ignoreSourceId)) {
        continue;
      }
      const { payload, prevState } = toPayload(event);
      const body = [
        {
          eventType: event.type,
          eventTime: String(event.at),
          orgId,
          payload,
          ...(event.type === 'Ticket_Update' && webhook.includePrevState ? { prevState } : {}),
        },
      ];
      if (isHolding) {
        held.push({ webhook, body });
      } else {
        track(send(webhook, body, repeat));
      }
    }
  }

  return {
    add,
    remove: (id: string) => webhooks.delete(id),
    list: (): readonly Webhook[] => [...webhooks.values()],
    emit,
    /** Newest last. */
    deliveries: (): readonly Delivery[] => [...deliveries],
    /** Each delivery goes out this many times from now on. */
    setRepeat: (times: number) => {
      repeat = times;
    },
    /** Keeps deliveries back until `release`. */
    hold: () => {
      isHolding = true;
    },
    /** Sends what was held back, in the given order; resolves when all is delivered. */
    release: async (order: 'kept' | 'reversed' = 'kept') => {
      isHolding = false;
      const waiting = held.splice(0);
      for (const { webhook, body } of order === 'reversed' ? waiting.toReversed() : waiting) {
        await send(webhook, body, repeat);
      }
    },
    /** The last deliveries once more. */
    redeliver: async (count: number) => {
      for (const { webhookId, body } of deliveries.slice(-count)) {
        const webhook = webhooks.get(webhookId);
        if (webhook !== undefined) {
          await post(webhook, body);
        }
      }
    },
    /** Resolves when nothing is under way. */
    settled: async () => {
      await Promise.allSettled([...running]);
    },
    /** `/.well-known/jwks.json`. */
    jwks: async () => {
      const jwk = await exportJWK((await keys).publicKey);
      return { keys: [{ ...jwk, kid, alg: 'RS256', use: 'sig' }] };
    },
    sign,
  };
}
