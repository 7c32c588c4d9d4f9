import { getSystemErrorName } from 'node:util';
import { AppError, isAppError } from '@acebuddy/contracts';
import type { Mailer } from '../ports.ts';

export interface MailCheckOptions {
  readonly mailer: Mailer;
  /** Monotonic milliseconds. */
  readonly elapsedMs: () => number;
}

/** A mailer that remembers how it went, and the check that tells whether mails can go out. */
export interface CheckedMailer {
  readonly mailer: Mailer;
  /**
   * Resolves while mails go out or the server takes our connection and login; rejects with `SERVICE_UNAVAILABLE`, the reason
   * and what to do.
   */
  readonly check: () => Promise<void>;
  /** For how long mails have not gone out, as far as was seen, and the reason; null: the last look found nothing wrong. */
  readonly trouble: () => { readonly forMs: number; readonly reason: string } | null;
}

/** A server that was there so recently is not asked again; one that was not, sooner. */
const [goodForMs, badForMs] = [60_000, 10_000];

/**
 * Sent mails say by themselves that the server is there. Where none was sent for a while, or one had to wait, the check
 * connects, at most once in ten seconds whoever asks how often.
 */
export function createCheckedMailer({ mailer, elapsedMs }: MailCheckOptions): CheckedMailer {
  let latest: { readonly result: Promise<void>; isGood: boolean | null; at: number } | null = null;
  let bad: { readonly since: number; readonly reason: string } | null = null;
  const isFresh = () => {
    if (latest === null) return false;
    if (latest.isGood === null) return true;
    return elapsedMs() - latest.at < (latest.isGood ? goodForMs : badForMs);
  };
  const ask = (): Promise<void> => {
    const asked = { result: mailer.ping().catch(unavailable), isGood: null as boolean | null, at: elapsedMs() };
    latest = asked;
    const noted = (isGood: boolean) => {
      asked.isGood = isGood;
      asked.at = elapsedMs();
    };
    asked.result.then(
      () => {
        bad = null;
        noted(true);
      },
      (error: unknown) => {
        bad = { since: bad?.since ?? elapsedMs(), reason: error instanceof Error ? error.message : 'no answer' };
        noted(false);
      },
    );
    return asked.result;
  };
  return {
    mailer: {
      ...mailer,
      async send(letter) {
        const outcome = await mailer.send(letter);
        if (outcome.kind === 'sent') {
          bad = null;
          latest = { result: Promise.resolve(), isGood: true, at: elapsedMs() };
        }
        // One letter may have to wait for reasons of its own: only then is the server asked.
        else if (outcome.kind === 'temporary' && latest?.isGood === true) latest = null;
        return outcome;
      },
    },
    check: () => (latest !== null && isFresh() ? latest.result : ask()),
    trouble: () => (bad === null ? null : { forMs: elapsedMs() - bad.since, reason: bad.reason }),
  };
}

function unavailable(error: unknown): never {
  if (isAppError(error)) throw error;
  throw new AppError(
    'SERVICE_UNAVAILABLE',
    `The mail server does not take our connection (${mailTroubleOf(error)}): look at it, and at SMTP_URL. Mails wait and go out when it is back; one-time codes cannot be sent`,
    { cause: error },
  );
}

/** The system's word for it where there is one: nodemailer calls every failure of a connection ESOCKET. */
export function mailTroubleOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  if ('errno' in error && typeof error.errno === 'number') return getSystemErrorName(error.errno);
  return 'code' in error ? String(error.code) : 'no answer';
}
