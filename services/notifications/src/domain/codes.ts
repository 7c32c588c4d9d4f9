import type { DeliveryOutcome, VerifyCodeOutput } from '@acebuddy/contracts';
import type { NotificationStore, SendOutcome, StoredCode } from '../ports.ts';

export interface CodesDeps {
  readonly store: NotificationStore;
  readonly now: () => Date;
  /** Six decimal digits from a cryptographic source. */
  readonly newCode: () => string;
  /** Keyed digest of text; the code itself is stored nowhere. */
  readonly digest: (text: string) => string;
  readonly sameDigest: (left: string, right: string) => boolean;
  readonly recipientKey: (email: string) => string;
  readonly sendMail: (to: { name: string; email: string }, code: string, id: string) => Promise<SendOutcome>;
  readonly maskAddress: (email: string) => string;
  readonly limits: { readonly perRecipientPerHour: number };
}

export interface Codes {
  send(input: {
    requestId: string;
    conversationId: string;
    purpose: string;
    to: { name: string; email: string };
    waitMs: number;
  }): Promise<DeliveryOutcome>;
  verify(input: {
    requestId: string;
    conversationId: string;
    purpose: string;
    code: string;
  }): Promise<VerifyCodeOutput>;
}

const validForMs = 10 * 60_000;
const triesMax = 5;
const hourMs = 3_600_000;

/** One-time codes: single use, bound to one conversation and purpose, ten minutes, five tries (workflows.md, 7). */
export function createCodes(deps: CodesDeps): Codes {
  return {
    async send({ requestId, conversationId, purpose, to, waitMs }) {
      const recipient = deps.recipientKey(to.email);
      const now = deps.now();
      const since = new Date(now.getTime() - hourMs).toISOString();
      const earlier = await deps.store.delivery(requestId);
      if (earlier !== null) return { outcome: earlier.status === 'sent' ? 'sent' : 'failed', deliveryId: requestId };
      const sentLately = await deps.store.countDeliveries(recipient, 'code', since);
      if (sentLately >= deps.limits.perRecipientPerHour) return { outcome: 'limited', deliveryId: requestId };
      const code = deps.newCode();
      const isNew = await deps.store.addDelivery(logEntry(requestId, deps.maskAddress(to.email), recipient, now), null);
      if (!isNew) return { outcome: 'queued', deliveryId: requestId };
      await deps.store.putCode({
        id: codeId(conversationId, purpose),
        digest: deps.digest(`${codeId(conversationId, purpose)}|${code}`),
        expiresAt: new Date(now.getTime() + validForMs).toISOString(),
        triesLeft: triesMax,
        lastCheck: null,
      });
      const sending = deliver(deps, requestId, to, code);
      return { outcome: await within(sending, waitMs), deliveryId: requestId };
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
  id: string,
  to: { name: string; email: string },
  code: string,
): Promise<DeliveryOutcome['outcome']> {
  const outcome = await deps.sendMail(to, code, id);
  const sent = outcome.kind === 'sent';
  await deps.store.finishDelivery(id, 1, {
    status: sent ? 'sent' : 'dead',
    attempts: 1,
    nextAt: null,
    lastError: sent ? null : outcome.reason.slice(0, 300),
    sentAt: sent ? deps.now().toISOString() : null,
  });
  return sent ? 'sent' : 'failed';
}

/** The answer so far: still under way when the time is up. */
async function within(
  sending: Promise<DeliveryOutcome['outcome']>,
  waitMs: number,
): Promise<DeliveryOutcome['outcome']> {
  const { promise: late, resolve } = Promise.withResolvers<'queued'>();
  const timer = setTimeout(() => resolve('queued'), waitMs);
  const safe = sending.catch(() => 'failed' as const);
  return Promise.race([safe, late]).finally(() => clearTimeout(timer));
}

function codeId(conversationId: string, purpose: string): string {
  return `${conversationId}|${purpose}`;
}
