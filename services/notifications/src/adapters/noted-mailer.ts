import { type Logger, noteCall } from '@acebuddy/service-kit';
import type { Mailer, SendOutcome } from '../ports.ts';

/** A mailer whose every attempt is a line of the log, with the request that it is for and without whom it is to. */
export function createNotedMailer(mailer: Mailer, logger: Logger): Mailer {
  return {
    ...mailer,
    async send(letter) {
      const startedAt = performance.now();
      const outcome = await mailer.send(letter);
      // Nothing was tried.
      if (outcome.kind === 'waiting') return outcome;
      noteCall(logger, {
        system: 'smtp',
        method: 'SEND',
        path: 'mail',
        status: statusOf(outcome),
        outcome: outcome.kind,
        durationMs: performance.now() - startedAt,
      });
      return outcome;
    },
  };
}

/** The server's reply code: 250 for what it took (RFC 5321, 4.2.3); null when none came. */
function statusOf(outcome: SendOutcome): number | null {
  if (outcome.kind === 'sent') return 250;
  const [, code] = /^SMTP (\d{3})$/.exec(outcome.reason) ?? [];
  return code === undefined ? null : Number(code);
}
