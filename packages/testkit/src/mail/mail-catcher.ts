import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { type CaughtMail, parseMail } from './parse-mail.ts';

export interface MailFailure {
  /** Where the server refuses: at the recipient, or after the text was sent. */
  readonly at?: 'rcpt' | 'data';
  /** SMTP reply, 451 (try later) by default; 5xx is final. */
  readonly code?: number;
  readonly message?: string;
  /** `drop` cuts the connection in place of a reply: before the mail is kept (`lost`) or after it (`kept`). */
  readonly drop?: 'lost' | 'kept';
  /** How many mails in a row; 1 by default. */
  readonly times?: number;
}

export interface MailCatcher {
  /** For SMTP_URL. */
  readonly url: string;
  /** Mails that were accepted, oldest first. */
  messages(): readonly CaughtMail[];
  /** Makes the next mails fail. */
  failNext(failure?: MailFailure): void;
  close(): Promise<void>;
}

const messageBytesMax = 20 * 1024 * 1024;

/** An SMTP server on a free port of the loopback interface that keeps what it gets. */
export async function startMailCatcher(): Promise<MailCatcher> {
  const mails: CaughtMail[] = [];
  const failures: MailFailure[] = [];
  const socketByPort = new Map<number, Socket>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    size: messageBytesMax,
    logger: false,
    onRcptTo: (_address, _session, callback) => {
      if (failures[0]?.at !== 'rcpt') return callback();
      callback(replyOf(failures.shift() ?? {}));
    },
    onData: (stream, session, callback) => {
      receive(stream, session, { mails, failures, cut: () => socketByPort.get(session.remotePort)?.destroy() }).then(
        () => callback(),
        (error: Error) => callback(error),
      );
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket) => {
    const port = socket.remotePort ?? 0;
    socketByPort.set(port, socket);
    socket.once('close', () => socketByPort.delete(port));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    messages: () => mails,
    failNext: (failure = {}) => {
      for (let left = failure.times ?? 1; left > 0; left -= 1) failures.push(failure);
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function receive(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  { mails, failures, cut }: { mails: CaughtMail[]; failures: MailFailure[]; cut: () => void },
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const failure = failures[0]?.at === 'rcpt' ? undefined : failures.shift();
  if (failure === undefined || failure.drop === 'kept') mails.push(await parseMail(Buffer.concat(chunks), session));
  if (failure === undefined) return;
  if (failure.drop !== undefined) cut();
  throw replyOf(failure);
}

function replyOf({ code = 451, message = 'try again later' }: MailFailure): Error {
  return Object.assign(new Error(message), { responseCode: code });
}
