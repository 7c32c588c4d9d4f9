import { AppError } from '@acebuddy/contracts';
import type { Mailer } from '../ports.ts';

/** What an operator reads while there is no mail server; the words of `/ready` and of the delivery log. */
export const noMailServer =
  'SMTP_URL is not set, so mails wait in the queue and one-time codes are not sent. It looks like smtp://user:password@host:587 and ' +
  'is in the settings of your mail provider under SMTP; MAIL=catch shows mails instead, for trying out.';

/** Takes no mail and loses none. */
export const missingMailer: Mailer = {
  send: async () => ({ kind: 'waiting', reason: 'SMTP_URL is not set' }),
  ping: async () => {
    throw new AppError('SERVICE_UNAVAILABLE', noMailServer);
  },
  close: () => undefined,
};
