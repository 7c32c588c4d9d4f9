import { createTransport } from 'nodemailer';
import type { Mailer, SendOutcome } from '../ports.ts';

export interface SmtpMailerOptions {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  readonly url: string;
  readonly from: string;
  /** No letter takes longer, in milliseconds; well below a delivery's lease. */
  readonly timeoutMs?: number;
}

const maxConnections = 8;

/** By it a mail is found in the log, and the log by a mail. */
const requestHeader = 'X-AceBuddy-Request';

/** Mail out through SMTP, with pooled connections and short timeouts; a 5xx about this letter is final, all else may pass. */
export function createSmtpMailer({ url, from, timeoutMs = 40_000 }: SmtpMailerOptions): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections,
    connectionTimeout: Math.min(5_000, timeoutMs),
    greetingTimeout: Math.min(5_000, timeoutMs),
    socketTimeout: Math.min(15_000, timeoutMs),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text, html, messageId, requestId, references = [] }) {
      try {
        const address = { name: to.name, address: to.email };
        const inReplyTo = references.at(-1);
        const thread = inReplyTo === undefined ? {} : { inReplyTo, references: [...references] };
        const sending = transport.sendMail({
          from,
          to: address,
          subject,
          text,
          html,
          messageId,
          ...thread,
          ...(requestId === undefined ? {} : { headers: { [requestHeader]: requestId } }),
        });
        return await withinTime(sending, timeoutMs);
      } catch (error) {
        return failure(error);
      }
    },
    async ping() {
      await transport.verify();
    },
    close: () => transport.close(),
  };
}

/** A server that answers one byte at a time keeps every single timeout and must not hold us for ever. */
async function withinTime(sending: Promise<unknown>, timeoutMs: number): Promise<SendOutcome> {
  const { promise: late, resolve } = Promise.withResolvers<SendOutcome>();
  const timer = setTimeout(() => resolve({ kind: 'temporary', reason: 'ETIMEDOUT' }), timeoutMs);
  const sent = sending.then(() => ({ kind: 'sent' }) as const);
  // After the time is up nobody waits for it any more.
  sent.catch(() => undefined);
  return Promise.race([sent, late]).finally(() => clearTimeout(timer));
}

/** Replies that ask for another login: they say nothing about the letter. */
const authenticationReplies = new Set([530, 534, 535, 538]);

function failure(error: unknown): SendOutcome {
  if (!(error instanceof Error)) return { kind: 'temporary', reason: 'unknown failure' };
  const { code, responseCode } = error as Error & { code?: unknown; responseCode?: unknown };
  const aboutLetter = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (typeof responseCode !== 'number')
    return { kind: code === 'EENVELOPE' ? 'permanent' : 'temporary', reason: String(code ?? error.name) };
  const permanent = aboutLetter && responseCode >= 500 && !authenticationReplies.has(responseCode);
  return { kind: permanent ? 'permanent' : 'temporary', reason: `SMTP ${responseCode}` };
}
