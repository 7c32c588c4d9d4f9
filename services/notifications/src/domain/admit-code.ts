import type { DeliveryOutcome } from '@acebuddy/contracts';
import { currentOrigin, type Logger } from '@acebuddy/service-kit';
import type { Delivery, NotificationStore } from '../ports.ts';
import type { CodeCap, CodeCaps } from './code-caps.ts';
import type { CodeRequest } from './codes.ts';
import { withEnd } from './deliveries.ts';

export interface AdmissionDeps {
  readonly store: NotificationStore;
  readonly now: () => Date;
  /** Names this process in leases. */
  readonly owner: string;
  readonly logger: Logger;
  readonly recipientKey: (email: string) => string;
  readonly maskAddress: (email: string) => string;
  readonly limits: { readonly perRecipientPerHour: number };
  readonly caps: CodeCaps;
  /** Counts codes that were not sent because of a cap. */
  readonly onLimited: (cap: CodeCap | 'address') => void;
  /** So many codes went to addresses that nobody knows that no more go out: a person must look. */
  readonly onAlarm: () => Promise<void>;
}

/**
 * Whether a code is mailed: `mine` is the log entry under which this process sends it. `withheld` looks to the chat as if
 * it were sent: the cap is about addresses that the directory does not know, and must not tell which these are.
 */
export type Admission =
  | { readonly kind: 'mine'; readonly entry: Delivery }
  | { readonly kind: 'answered'; readonly outcome: DeliveryOutcome['outcome'] }
  | { readonly kind: 'withheld' };

const hourMs = 3_600_000;
/** Longer than the mailer's own timeout. */
const leaseMs = 60_000;

const capWords: Readonly<Record<CodeCap, string>> = {
  chat: 'limited: codes go to a few addresses of one chat only',
  visitor: 'limited: a day of codes went to this visitor',
  network: 'limited: a day of codes went to this network address',
  strangers: 'withheld: too many codes to addresses that nobody knows in an hour',
};

/** Decides about a code before there is one. A repeat of the same request is counted once and answered alike. */
export async function admitCode(deps: AdmissionDeps, request: CodeRequest): Promise<Admission> {
  const { requestId } = request;
  const earlier = await deps.store.delivery(requestId);
  if (earlier === null) return admitNew(deps, request);
  if (earlier.status !== 'pending') return answerOf(earlier);
  const claimed = await deps.store.claimDelivery(requestId, deps.now().toISOString(), lease(deps), 'under way');
  return claimed === null ? { kind: 'answered', outcome: 'queued' } : { kind: 'mine', entry: claimed };
}

async function admitNew(deps: AdmissionDeps, request: CodeRequest): Promise<Admission> {
  const { requestId, to } = request;
  const recipient = deps.recipientKey(to.email);
  if (await isFlooded(deps, recipient)) {
    deps.onLimited('address');
    deps.logger.warn({ deliveryId: requestId }, 'a code was not sent: too many to one address in an hour');
    return { kind: 'answered', outcome: 'limited' };
  }
  const cap = await deps.caps.take({ ...request, recipient });
  if (cap !== null) return refuse(deps, request, cap);
  const entry = logEntry(deps, request, { recipient, status: 'pending', lastError: null });
  const added = await deps.store.addDelivery(entry, lease(deps));
  return added ? { kind: 'mine', entry } : { kind: 'answered', outcome: 'queued' };
}

async function isFlooded({ store, now, limits }: AdmissionDeps, recipient: string): Promise<boolean> {
  const since = new Date(now().getTime() - hourMs).toISOString();
  return (await store.countDeliveries(recipient, 'code', since)) >= limits.perRecipientPerHour;
}

/** In the delivery log, where operators look; not under its recipient, who got nothing that could count. */
async function refuse(deps: AdmissionDeps, request: CodeRequest, cap: CodeCap): Promise<Admission> {
  deps.onLimited(cap);
  deps.logger.warn({ deliveryId: request.requestId, cap }, 'a code was not sent: a cap is reached');
  const entry = logEntry(deps, request, { recipient: null, status: 'dead', lastError: capWords[cap] });
  await deps.store.addDelivery(withEnd(entry, deps.now()), null);
  if (cap === 'strangers') await deps.onAlarm();
  return answerOf(entry);
}

function answerOf({ status, lastError }: Delivery): Admission {
  if (status === 'sent') return { kind: 'answered', outcome: 'sent' };
  if (lastError === capWords.strangers) return { kind: 'withheld' };
  return { kind: 'answered', outcome: lastError?.startsWith('limited:') ? 'limited' : 'failed' };
}

function lease({ owner, now }: AdmissionDeps) {
  return { owner, until: new Date(now().getTime() + leaseMs).toISOString() };
}

function logEntry(
  { maskAddress, now }: AdmissionDeps,
  { requestId, to }: CodeRequest,
  change: Pick<Delivery, 'recipient' | 'status' | 'lastError'>,
): Delivery {
  const origin = currentOrigin();
  return {
    id: requestId,
    kind: 'code',
    to: maskAddress(to.email),
    attempts: 0,
    // Never due: a code that could not be sent at once is not sent later, the customer asks for a new one.
    nextAt: null,
    createdAt: now().toISOString(),
    sentAt: null,
    sealed: null,
    fence: 1,
    ...(origin === undefined ? {} : { origin }),
    ...change,
  };
}
