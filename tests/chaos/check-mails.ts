import type { CaughtMail } from '@acebuddy/testkit/servers';
import { groupBy, type Ticket } from './check.ts';
import type { Played } from './play.ts';

export interface MailFindings {
  readonly mailsMissing: readonly string[];
  readonly mailsDuplicated: readonly string[];
  /** The server took the mail and the connection broke before it could say so: the same mail, same Message-ID, again. */
  readonly mailsTakenTwice: readonly string[];
}

const teamAddress = 'support@example.com';

/** One confirmation to the customer and one notice to the team for each ticket. */
export function checkMails(
  played: readonly Played[],
  byChat: ReadonlyMap<string, readonly Ticket[]>,
  mails: readonly CaughtMail[],
): MailFindings {
  const byId = groupBy(mails, (mail) => mail.headers['message-id'] ?? '');
  const once = [...byId.values()].flatMap(([first]) => (first === undefined ? [] : [first]));
  const mailsMissing: string[] = [];
  const mailsDuplicated: string[] = [];
  for (const { plan, chat } of played) {
    for (const ticket of byChat.get(chat.sessionId()) ?? []) {
      const number = `#${ticket.ticketNumber}`;
      const kinds: readonly (readonly [string, (mail: CaughtMail) => boolean])[] = [
        ['the customer', ({ to, subject }) => to.includes(plan.email) && subject.startsWith(`Ticket ${number}:`)],
        ['the team', ({ to, subject }) => to.includes(teamAddress) && subject.endsWith(`(${number})`)],
      ];
      for (const [who, isOne] of kinds) {
        const received = once.filter(isOne);
        const name = `ticket ${number}, chat ${plan.index}: ${who}`;
        if (received.length === 0) mailsMissing.push(`${name} got no mail`);
        if (received.length > 1)
          mailsDuplicated.push(`${name} got ${received.length}: ${received.map(({ subject }) => subject).join(' / ')}`);
      }
    }
  }
  const mailsTakenTwice = [...byId.values()].flatMap(([first, ...more]) => more.map(() => first?.subject ?? ''));
  return { mailsMissing, mailsDuplicated, mailsTakenTwice };
}
