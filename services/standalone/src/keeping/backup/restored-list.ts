import { openAudit } from '@acebuddy/audit';
import { AppError } from '@acebuddy/contracts';
import { type RestoredWork, restoredWork as workOfConversation } from '@acebuddy/conversation';
import { restoredWork as workOfNotifications } from '@acebuddy/notifications';
import { createLogger, type Environment } from '@acebuddy/service-kit';
import { openRestoreMarks } from '@acebuddy/storage';
import { restoredTickets, seenRestoredTickets } from '@acebuddy/ticketing';
import { openKeeping } from '../open-keeping.ts';

/** What a restore left to people, as lines for the terminal. Works beside the running services. */
export async function restoredLines(env: Environment): Promise<readonly string[]> {
  const { stores, keys, close } = await openKeeping(env);
  try {
    const parked = [
      ...named('conversation', await workOfConversation(stores.conversation, keys)),
      ...named('notifications', await workOfNotifications(stores.notifications)),
    ];
    const gaps = await restoredTickets(stores.ticketing, keys);
    const unheeded = await openRestoreMarks(stores.ticketing).fresh();
    return [
      ...unheeded.map(
        ({ from, at }) =>
          `Put back at ${instant(at)} from a backup of ${instant(from)}; ticketing has not been started since.`,
      ),
      ...(gaps.length + unheeded.length === 0 ? ['This store was not put back from a backup within eight days.'] : []),
      ...gaps.flatMap(({ gap, tickets }) => [
        `${gap.isMarked ? 'Put back' : 'Not worked on'}: it does not know what was done from ${instant(gap.from)} to ${instant(gap.until)}.`,
        gap.trouble === null
          ? gap.lookedAt === null
            ? '  Desk has not been looked through yet: ticketing does so some minutes after it starts.'
            : `  Desk was looked through at ${instant(gap.lookedAt)}: ${tickets.length} tickets that are not known here.`
          : `  Desk could not be looked through: ${gap.trouble}. Tried again in a minute, then less and less often.`,
        ...tickets.map(({ ticketNumber, reference, createdTime }) =>
          `  #${ticketNumber}  ${reference}  ${createdTime ?? ''}`.trimEnd(),
        ),
      ]),
      `Mails and chat lines that wait for a person: ${parked.length}.`,
      ...parked,
      ...(parked.length === 0
        ? []
        : ['Send or discard each with a reason: console, Work; or POST /admin/dead-letters/…/retry, …/discard.']),
    ];
  } finally {
    await close();
  }
}

function named(service: string, work: readonly RestoredWork[]): string[] {
  return work.map(({ id, kind, createdAt }) => `  ${service}  ${kind}  ${id}  since ${createdAt}`);
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

/** Takes the unknown tickets off the list of what needs attention, with the reason in the trail. */
export async function markSeen(env: Environment, reason: string): Promise<void> {
  const { stores, keys, close } = await openKeeping(env);
  try {
    if (!(await seenRestoredTickets(stores.ticketing, keys)))
      throw new AppError('CONFLICT', 'The list changed in this moment: look at it and say it again');
    const logger = createLogger({ name: 'restore', level: 'warn' });
    const audit = await openAudit({
      chain: 'ticketing',
      database: stores.ticketing,
      encryptionKeys: keys,
      now: () => new Date(),
      logger,
    });
    await audit.append({
      kind: 'store_restored',
      subject: 'ticketing',
      details: { ticketsSeen: true, reason: reason.slice(0, 300) },
    });
  } finally {
    await close();
  }
}
