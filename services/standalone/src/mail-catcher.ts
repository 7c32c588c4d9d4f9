import { once } from 'node:events';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface CaughtMail {
  /** Counts up; newest highest. */
  readonly seq: number;
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface MailCatcher {
  /** `smtp://127.0.0.1:port` */
  readonly url: string;
  /** Newest first. */
  mails(): readonly CaughtMail[];
  /** Called after every mail that is caught. */
  onChange(listener: () => void): void;
  /** From now on these recipients are refused for good, as a mail server does with mailboxes that are none. */
  refuse(isRefused: (address: string) => boolean): void;
  close(): Promise<void>;
}

const mailsMax = 500;
const mailBytesMax = 2 * 1024 * 1024;

/**
 * Takes every mail and sends none on: what standalone uses when no `SMTP_URL` is set.
 * @param options.kept Mails of an earlier process, newest first.
 */
export async function startMailCatcher(
  options: { readonly kept?: readonly CaughtMail[]; readonly now?: () => Date } = {},
): Promise<MailCatcher> {
  const { kept = [], now = () => new Date() } = options;
  let isRefused = (_address: string) => false;
  const caught: CaughtMail[] = [...kept];
  const listeners = new Set<() => void>();
  let seq = kept[0]?.seq ?? 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: mailBytesMax,
    logger: false,
    onRcptTo({ address }, _session, callback) {
      callback(isRefused(address) ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null);
    },
    onData(stream, session, callback) {
      collect(stream)
        .then((raw) => PostalMime.parse(raw))
        .then((mail) => {
          seq += 1;
          caught.unshift({
            seq,
            at: now().toISOString(),
            from: mail.from?.address ?? '',
            to: session.envelope.rcptTo.map((recipient) => recipient.address),
            subject: mail.subject ?? '',
            text: mail.text ?? '',
            html: mail.html ?? '',
          });
          caught.length = Math.min(caught.length, mailsMax);
          for (const listener of listeners) listener();
          callback();
        })
        .catch((error: unknown) => callback(error instanceof Error ? error : new Error('unreadable mail')));
    },
  });
  // A sender that dies in the middle of a mail is its own trouble.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the mail catcher has no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails: () => caught,
    onChange: (listener) => void listeners.add(listener),
    refuse: (which) => {
      isRefused = which;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
