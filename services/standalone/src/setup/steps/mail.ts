import { randomUUID } from 'node:crypto';
import { createSmtpMailer, mailTroubleOf } from '@acebuddy/notifications';
import { CommandError } from '@acebuddy/service-kit/environment';
import { z } from 'zod';
import type { SetupContext } from '../run-setup.ts';

const isAddress = (text: string) => (z.email().safeParse(text).success ? null : 'is no e-mail address');
const isServer = (text: string) =>
  z.url({ protocol: /^smtps?$/ }).safeParse(text).success ? null : 'must look like smtp://user:password@host:587';

/** The address of support, and the mail server, which proves itself by a mail to the operator. */
export async function mail(context: SetupContext): Promise<void> {
  const { asker, progress, settingOf } = context;
  if (settingOf('SUPPORT_EMAIL') === undefined) {
    const ask = 'E-mail address of your support team (customers see it)';
    progress.set({ SUPPORT_EMAIL: await asker.text({ given: '--support-email', ask, check: isAddress }) });
  }
  if (context.withoutMail || progress.isDone('mail')) return;
  if (
    asker.hasPerson &&
    settingOf('SMTP_URL') === undefined &&
    !(await asker.confirm('Set up the mail server now?', true))
  ) {
    progress.finish('mail');
    return asker.say('Mails wait until SMTP_URL is set.');
  }
  for (;;) {
    const ask = 'Mail server, with login: smtp://user:password@host:587 (from your mail provider, under SMTP)';
    const url = settingOf('SMTP_URL') ?? (await asker.text({ given: 'SMTP_URL', ask, secret: true, check: isServer }));
    const support = settingOf('SUPPORT_EMAIL') ?? '';
    const to = await asker.text({
      given: '--mail-to',
      ask: 'Where may a test mail go?',
      fallback: support,
      check: isAddress,
    });
    const reason = await tryMail(url, { from: settingOf('MAIL_FROM') ?? support, to });
    if (reason === null) {
      progress.set({ SMTP_URL: url });
      progress.finish('mail');
      return asker.say(`Mail: a test mail is on its way to ${to}.`);
    }
    const sentence = `Mail: the server did not take the test mail (${reason}). Look at host, port, user and password.`;
    if (!asker.hasPerson) throw new CommandError(sentence, 'COMMAND_REFUSED');
    asker.say(sentence);
    context.forget('SMTP_URL');
    if (!(await asker.confirm('Try again?', true))) return;
  }
}

/** Null when it was taken; why not, otherwise. */
async function tryMail(
  url: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<string | null> {
  const mailer = createSmtpMailer({ url, from, timeoutMs: 20_000 });
  const text = 'This is the test mail of pnpm run setup. AceBuddy can send mails.';
  try {
    // The connection tells more of its trouble than a mail does.
    await mailer.ping();
    const outcome = await mailer.send({
      to: { name: 'AceBuddy operator', email: to },
      subject: 'AceBuddy: test mail',
      text,
      html: `<p>${text}</p>`,
      messageId: `<${randomUUID()}@acebuddy.setup>`,
    });
    return outcome.kind === 'sent' ? null : outcome.reason;
  } catch (error) {
    return mailTroubleOf(error);
  } finally {
    mailer.close();
  }
}
