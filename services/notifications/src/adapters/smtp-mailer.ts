import { createTransport } from 'nodemailer';
import type { Mailer, SendOutcome } from '../ports.ts';

export interface SmtpMailerOptions {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  readonly url: string;
  readonly from: string;
}

/** Mail out through SMTP, with pooled connections and short timeouts; a reply of 5xx is final, all else may pass. */
export function createSmtpMailer({ url, from }: SmtpMailerOptions): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 4,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 15_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text, html, messageId }) {
      try {
        await transport.sendMail({ from, to: { name: to.name, address: to.email }, subject, text, html, messageId });
        return { kind: 'sent' };
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

function failure(error: unknown): SendOutcome {
  if (!(error instanceof Error)) return { kind: 'temporary', reason: 'unknown failure' };
  const { code, responseCode } = error as Error & { code?: unknown; responseCode?: unknown };
  const reason = typeof responseCode === 'number' ? `SMTP ${responseCode}` : String(code ?? error.name);
  const permanent = typeof responseCode === 'number' && responseCode >= 500 && code !== 'EAUTH';
  return { kind: permanent ? 'permanent' : 'temporary', reason };
}
