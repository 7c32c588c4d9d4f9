import type { Attention, deskStandingSchema } from '@acebuddy/contracts';
import type { z } from 'zod';
import type { DeskState, Ledger, LedgerCounts, TicketDesk } from '../ports.ts';
import type { Gaps, StrayTickets } from './gaps.ts';

export interface StandingDeps {
  readonly desk: Pick<TicketDesk, 'state'>;
  readonly ledger: Pick<Ledger, 'counts'>;
  readonly gaps: Pick<Gaps, 'strays'>;
  readonly now: () => Date;
}

type DeskStanding = z.infer<typeof deskStandingSchema>;

/** Desk may be away for so long before people are told. */
export const silenceMs = 5 * 60_000;

/** How Desk stands by what this process saw last, and what waits for it. Makes no call. */
export async function standing({ desk, ledger, now }: Omit<StandingDeps, 'gaps'>): Promise<DeskStanding> {
  const counts = await ledger.counts(now().getTime());
  const { tokenOk, creditsLeft, concurrency } = desk.state();
  return {
    tokenOk,
    creditsLeft,
    // Desk's answers do not say how many credits a day has.
    creditsOf: null,
    concurrency,
    waiting: waitingOf(counts),
    oldestWaitingMs: counts.oldestPendingMs,
  };
}

/** What of the work on Desk needs a person. */
export async function attention({ desk, ledger, gaps, now }: StandingDeps): Promise<Attention[]> {
  const at = now().getTime();
  const [counts, strays] = await Promise.all([ledger.counts(at), gaps.strays()]);
  const dead = counts.byState.dead ?? 0;
  const troubles = troublesOf(desk.state(), waitingOf(counts) > 0, at);
  const [first] = troubles;
  return [
    ...(dead === 0
      ? []
      : [{ kind: 'dead_letters', count: dead, oldestAt: toInstant(counts.oldestDeadAt), detail: null } as const]),
    ...(first === undefined
      ? []
      : [
          {
            kind: 'desk_trouble',
            count: troubles.length,
            oldestAt: toInstant(first.since),
            detail: troubles.map(({ detail }) => detail).join(' '),
          } as const,
        ]),
    ...strays.flatMap(strayAttention),
  ];
}

const numbersMax = 20;

/** Desk has tickets that the store does not know, or nobody can tell whether it has. */
function strayAttention({ gap, tickets }: StrayTickets): Attention[] {
  if (gap.isSeen || (tickets.length === 0 && gap.trouble === null)) return [];
  const span = `between ${new Date(gap.from).toISOString()} and ${new Date(gap.until).toISOString()}`;
  const numbers = tickets.slice(0, numbersMax).map(({ ticketNumber }) => `#${ticketNumber}`);
  const more = tickets.length - numbers.length;
  const detail = [
    `The store was put back from a backup and does not know what was done ${span}.`,
    ...(numbers.length === 0 ? [] : [`Open in Desk: ${numbers.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`]),
    ...(gap.trouble === null ? [] : [`Not all tickets of that time could be looked at: ${gap.trouble}.`]),
    ...(gap.isMarked ? [] : ['Nobody marked the restore: mails of before it may go out twice (docs/backup.md).']),
  ].join(' ');
  return [{ kind: 'unknown_tickets', count: tickets.length, oldestAt: toInstant(gap.from), detail }];
}

interface Trouble {
  readonly detail: string;
  /** Epoch milliseconds; null when that is not known. */
  readonly since: number | null;
}

function troublesOf(state: DeskState, isWaitedFor: boolean, now: number): Trouble[] {
  const { tokenOk, creditsLeft, creditsAlarm, pausedUntil, silence } = state;
  const troubles: Trouble[] = [];
  if (tokenOk === false)
    troubles.push({
      detail: 'Zoho refuses our token: look at ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET and ZOHO_REFRESH_TOKEN.',
      since: null,
    });
  if (pausedUntil !== null)
    troubles.push({
      detail: `The portal’s API credits of today are used up: all work waits until ${new Date(pausedUntil).toISOString()}.`,
      since: null,
    });
  else if (creditsLeft !== null && creditsLeft < creditsAlarm)
    troubles.push({ detail: `Only ${creditsLeft} API credits are left for today.`, since: null });
  // One call that was lost in a quiet hour is no trouble: something waits, or it was tried again and in vain.
  if (
    silence !== null &&
    now - silence.since > silenceMs &&
    (isWaitedFor || silence.lastAt - silence.since > silenceMs)
  )
    troubles.push({
      detail: `Desk has not answered for ${Math.floor((now - silence.since) / 60_000)} minutes; what is to be done is kept and tried again.`,
      since: silence.since,
    });
  return troubles;
}

function waitingOf({ byState }: LedgerCounts): number {
  return (byState.queued ?? 0) + (byState.sending ?? 0) + (byState.unknown ?? 0);
}

function toInstant(ms: number | null): Attention['oldestAt'] {
  return ms === null ? null : (new Date(ms).toISOString() as Attention['oldestAt']);
}
