import { AppError, isAppError } from '@acebuddy/contracts';
import type { NotificationsClient, TicketingClient } from '@acebuddy/gateway';

/** Something outside of the product that it works with: Zoho, the mail server. */
export interface Outside {
  readonly name: string;
  /** Resolves when it answers as it should; rejects with what an operator can mend. */
  readonly check: () => Promise<unknown>;
}

export interface OutsideClients {
  readonly ticketing: Pick<TicketingClient, 'check'>;
  readonly notifications: Pick<NotificationsClient, 'mailReady'>;
}

/** What of it is asked at a start: what the product has itself, simulated or caught, is there. */
export function outsidesOf(
  { ticketing, notifications }: OutsideClients,
  has: { readonly zoho: boolean; readonly mailServer: boolean },
): Outside[] {
  return [
    ...(has.zoho ? [{ name: 'Zoho Desk', check: () => mustBeWell(ticketing) }] : []),
    ...(has.mailServer ? [{ name: 'mails', check: () => notifications.mailReady() }] : []),
  ];
}

async function mustBeWell(ticketing: OutsideClients['ticketing']): Promise<void> {
  const { problems } = await ticketing.check();
  if (problems.length > 0)
    throw new AppError(
      'SERVICE_UNAVAILABLE',
      problems.map(({ what, mend }) => `${what.replace(/\.$/, '')}: ${mend}`).join(' '),
    );
}

/** The start does not wait longer to say how things are; `/ready` and `/zoho/test` go on looking. */
const waitMsMax = 4_000;

/** One sentence, without the last dot, for each that does not answer: who starts the product must not learn it from customers. */
export async function outsideNotices(outsides: readonly Outside[], waitMs = waitMsMax): Promise<string[]> {
  const found = await Promise.all(outsides.map((outside) => noticeOn(outside, waitMs)));
  return found.filter((notice) => notice !== null);
}

async function noticeOn({ name, check }: Outside, waitMs: number): Promise<string | null> {
  const late = Promise.withResolvers<string>();
  const timer = setTimeout(() => late.resolve(`no answer within ${waitMs / 1_000} s`), waitMs);
  const said = await Promise.race([check().then(() => null, reasonOf), late.promise]);
  clearTimeout(timer);
  return said === null ? null : `NOT READY: ${name}: ${said.replace(/\.$/, '')}`;
}

function reasonOf(error: unknown): string {
  return isAppError(error) ? error.message : 'it cannot be asked';
}
