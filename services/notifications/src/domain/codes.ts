import type { DeliveryOutcome, VerifyCodeOutput } from '@acebuddy/contracts';
import type { Logger } from '@acebuddy/service-kit';
import type { Delivery, NotificationStore, SendOutcome, StoredCode } from '../ports.ts';

export interface CodesDeps {
  readonly store: NotificationStore;
  readonly now: () => Date;
  /** Names this process in leases. */
  readonly owner: string;
  readonly logger: Logger;
  /** Six decimal digits from a cryptographic source. */
  readonly newCode: () => string;
  /** Keyed digest of text; the code itself is stored nowhere. */
  readonly digest: (text: string) => string;
  readonly sameDigest: (left: string, right: string) => boolean;
  readonly recipientKey: (email: string) => string;
  readonly sendMail: (to: { name: string; email: string }, code: string, id: string) => Promise<SendOutcome>;
  readonly maskAddress: (email: string) => string;
  readonly limits: { readonly perRecipientPerHour: number };
  /** Counts codes that were not sent because of the limit. */
  readonly onLimited: () => void;
}

export interface CodeRequest {
  readonly requestId: string;
  readonly conversationId: string;
  readonly purpose: string;
  readonly to: { readonly name: string; readonly email: string };
  /** Whether a mail goes out; without one there is a code that nobody knows. */
  readonly isKnown: boolean;
  readonly waitMs: number;
}

export interface Codes {
  /**
   * Sends a new code, which replaces the one before it. A repeat of the same request sends nothing while the first is
   * under way or done; after a crash in between it sends a fresh code, since the first is kept nowhere.
   */
  send(input: CodeRequest): Promise<DeliveryOutcome>;
  verify(input: {
    requestId: string;
    conversationId: string;
    purpose: string;
    code: string;
  }): Promise<VerifyCodeOutput>;
  /** Resolves when no mail is on its way any more. */
  settled(): Promise<void>;
}

const validForMs = 10 * 60_000;
const triesMax = 5;
const hourMs = 3_600_000;
/** Longer than the mailer's own timeout. */
const leaseMs = 60_000;

/** One-time codes: single use, bound to one conversation and purpose, ten minutes, five tries (workflows.md, 7). */
export function createCodes(deps: CodesDeps): Codes {
  const underway = new Set<Promise<unknown>>();
  return {
    async send(request) {
      const { requestId, waitMs } = request;
      if (!request.isKnown) {
        await replaceCode(deps, request);
        return { outcome: 'sent', deliveryId: requestId };
      }
      const reserved = await reserve(deps, request);
      if (!('fence' in reserved)) return { ...reserved, deliveryId: requestId };
      const code = await replaceCode(deps, request);
      const sending = deliver(deps, reserved, request.to, code).finally(() => underway.delete(sending));
      underway.add(sending);
      return { outcome: await within(sending, waitMs), deliveryId: requestId };
    },

    async settled() {
      await Promise.all(underway);
    },

    async verify({ requestId, conversationId, purpose, code }) {
      const id = codeId(conversationId, purpose);
      for (;;) {
        const stored = await deps.store.code(id);
        if (stored === null) return { result: 'spent', triesLeft: 0 };
        if (stored.lastCheck?.requestId === requestId)
          return { result: stored.lastCheck.result, triesLeft: stored.triesLeft };
        const checked = check(deps, stored, requestId, code);
        if (checked.lastCheck === null || (await deps.store.swapCode(stored, checked)))
          return { result: checked.lastCheck?.result ?? 'spent', triesLeft: checked.triesLeft };
      }
    },
  };
}

/** The log entry under which this process sends the code, or the answer when it must not send one. */
async function reserve(
  deps: CodesDeps,
  { requestId, to }: CodeRequest,
): Promise<Delivery | Pick<DeliveryOutcome, 'outcome'>> {
  const now = deps.now();
  const lease = { owner: deps.owner, until: new Date(now.getTime() + leaseMs).toISOString() };
  const earlier = await deps.store.delivery(requestId);
  if (earlier === null) {
    const recipient = deps.recipientKey(to.email);
    const since = new Date(now.getTime() - hourMs).toISOString();
    const sentLately = await deps.store.countDeliveries(recipient, 'code', since);
    if (sentLately >= deps.limits.perRecipientPerHour) {
      deps.onLimited();
      deps.logger.warn({ deliveryId: requestId }, 'a code was not sent: too many to one address in an hour');
      return { outcome: 'limited' };
    }
    const entry = logEntry(requestId, deps.maskAddress(to.email), recipient, now);
    return (await deps.store.addDelivery(entry, lease)) ? entry : { outcome: 'queued' };
  }
  if (earlier.status !== 'pending') return { outcome: earlier.status === 'sent' ? 'sent' : 'failed' };
  return (await deps.store.claimDelivery(requestId, now.toISOString(), lease, 'under way')) ?? { outcome: 'queued' };
}

async function replaceCode(deps: CodesDeps, { conversationId, purpose }: CodeRequest): Promise<string> {
  const code = deps.newCode();
  const id = codeId(conversationId, purpose);
  await deps.store.putCode({
    id,
    digest: deps.digest(`${id}|${code}`),
    expiresAt: new Date(deps.now().getTime() + validForMs).toISOString(),
    triesLeft: triesMax,
    lastCheck: null,
  });
  return code;
}

function check(deps: CodesDeps, stored: StoredCode, requestId: string, typed: string): StoredCode {
  const open = stored.triesLeft > 0 && stored.expiresAt > deps.now().toISOString();
  const digits = typed.replace(/\D/g, '');
  const right = deps.sameDigest(deps.digest(`${stored.id}|${digits}`), stored.digest);
  if (!open) return { ...stored, triesLeft: 0, lastCheck: { requestId, result: 'spent' } };
  if (right) return { ...stored, triesLeft: 0, lastCheck: { requestId, result: 'verified' } };
  const triesLeft = stored.triesLeft - 1;
  return { ...stored, triesLeft, lastCheck: { requestId, result: triesLeft === 0 ? 'spent' : 'wrong' } };
}

function logEntry(id: string, to: string, recipient: string, now: Date) {
  return {
    id,
    kind: 'code',
    status: 'pending',
    to,
    recipient,
    attempts: 0,
    // Never due: a code that could not be sent at once is not sent later, the customer asks for a new one.
    nextAt: null,
    lastError: null,
    createdAt: now.toISOString(),
    sentAt: null,
    sealed: null,
    fence: 1,
  } as const;
}

async function deliver(
  deps: CodesDeps,
  { id, fence, attempts }: Delivery,
  to: CodeRequest['to'],
  code: string,
): Promise<'sent' | 'failed'> {
  const outcome = await deps.sendMail(to, code, id);
  const sent = outcome.kind === 'sent';
  const change = {
    status: sent ? 'sent' : 'dead',
    attempts: attempts + 1,
    nextAt: null,
    lastError: sent ? null : outcome.reason.slice(0, 300),
    sentAt: sent ? deps.now().toISOString() : null,
  } as const;
  await deps.store.finishDelivery(id, fence, change).catch((error: unknown) => {
    // The customer must hear what became of the mail, whether or not the log does.
    deps.logger.warn({ err: error, deliveryId: id }, 'the sending of a code could not be recorded');
  });
  return sent ? 'sent' : 'failed';
}

/** The answer so far: still under way when the time is up. */
async function within(sending: Promise<'sent' | 'failed'>, waitMs: number): Promise<DeliveryOutcome['outcome']> {
  const { promise: late, resolve } = Promise.withResolvers<'queued'>();
  const timer = setTimeout(() => resolve('queued'), waitMs);
  return Promise.race([sending, late]).finally(() => clearTimeout(timer));
}

function codeId(conversationId: string, purpose: string): string {
  return `${conversationId}|${purpose}`;
}
