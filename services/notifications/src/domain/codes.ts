import type { DeliveryOutcome, VerifyCodeOutput } from '@acebuddy/contracts';
import type { Delivery, SendOutcome, StoredCode } from '../ports.ts';
import { type AdmissionDeps, admitCode } from './admit-code.ts';
import { withEnd } from './deliveries.ts';
import { createSendingTimes, type SendingTimes } from './sending-times.ts';

export interface CodesDeps extends AdmissionDeps {
  /** Six decimal digits from a cryptographic source. */
  readonly newCode: () => string;
  /** Keyed digest of text; the code itself is stored nowhere. */
  readonly digest: (text: string) => string;
  readonly sameDigest: (left: string, right: string) => boolean;
  /** `name` is null unless the directory told it: what a stranger calls herself is not mailed to anybody. */
  readonly sendMail: (
    to: { readonly name: string | null; readonly email: string },
    code: string,
    id: string,
    language: string | undefined,
  ) => Promise<SendOutcome>;
}

export interface CodeRequest {
  readonly requestId: string;
  readonly conversationId: string;
  readonly purpose: string;
  readonly to: { readonly name: string; readonly email: string };
  /** Whether the directory knows the address. The mail is the same, but for the name in it. */
  readonly isKnown: boolean;
  /** Of the mail, BCP 47. @default en */
  readonly language?: string | undefined;
  /** Who asks, for the caps; counted by chat when left out. */
  readonly visitor?: string | undefined;
  /** The network that she asks from, for the caps; not counted when left out. */
  readonly network?: string | undefined;
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

/** One-time codes: single use, bound to one conversation and purpose, ten minutes, five tries (workflows.md, "Identity"). */
export function createCodes(deps: CodesDeps): Codes {
  const underway = new Set<Promise<unknown>>();
  const times = createSendingTimes();
  return {
    async send(request) {
      const { requestId, waitMs } = request;
      const admission = await admitCode(deps, request);
      switch (admission.kind) {
        case 'answered':
          return { outcome: admission.outcome, deliveryId: requestId };
        case 'withheld':
          // A code that nobody knows: it is tried, and it fails, like any other.
          await replaceCode(deps, request);
          return { outcome: await within(times.again(), waitMs), deliveryId: requestId };
        case 'mine': {
          const code = await replaceCode(deps, request);
          const sending = deliver(deps, admission.entry, request, code, times).finally(() => underway.delete(sending));
          underway.add(sending);
          return { outcome: await within(sending, waitMs), deliveryId: requestId };
        }
      }
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

async function deliver(
  deps: CodesDeps,
  { id, fence, attempts }: Delivery,
  { to, isKnown, language }: CodeRequest,
  code: string,
  times: SendingTimes,
): Promise<'sent' | 'failed'> {
  const name = isKnown ? to.name : null;
  const outcome = await times.note(deps.sendMail({ name, email: to.email }, code, id, language));
  const sent = outcome.kind === 'sent';
  const change = {
    status: sent ? 'sent' : 'dead',
    attempts: attempts + 1,
    nextAt: null,
    lastError: sent ? null : outcome.reason.slice(0, 300),
    sentAt: sent ? deps.now().toISOString() : null,
  } as const;
  if (!sent)
    deps.logger.error(
      { deliveryId: id, kind: 'code', reason: change.lastError },
      'a one-time code could not be sent: the customer goes on unverified; /ready says whether the mail server answers',
    );
  await deps.store.finishDelivery(id, fence, withEnd(change, deps.now())).catch((error: unknown) => {
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
