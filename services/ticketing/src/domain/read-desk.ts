import {
  AppError,
  type DeskCheck,
  type DeskConfig,
  type DeskContact,
  type findContactInputSchema,
  type TicketView,
  type ticketLookupSchema,
} from '@acebuddy/contracts';
import type { z } from 'zod';
import type { Ledger, TicketDesk } from '../ports.ts';
import { toCallerError } from './desk-answer.ts';
import type { ProcessMemory } from './process-memory.ts';

export interface ReadDeps {
  readonly desk: TicketDesk;
  readonly ledger: Ledger;
  readonly memory: ProcessMemory;
  readonly config: DeskConfig;
  readonly callTimeoutMs: number;
  readonly now: () => Date;
}

/** A ticket by Desk's id or `#number`. Throws `NOT_FOUND`, `DESK_*` or `RATE_LIMITED`. */
export async function getTicket(deps: ReadDeps, { id }: z.output<typeof ticketLookupSchema>): Promise<TicketView> {
  const options = { foreground: true, timeoutMs: deps.callTimeoutMs };
  const reading = id.startsWith('#')
    ? deps.desk.getTicketByNumber(id.slice(1), options)
    : deps.desk.getTicket(id, options);
  const ticket = await orCallerError(reading);
  if (ticket === null) throw new AppError('NOT_FOUND', 'There is no such ticket');
  const { commentCount: _, ...view } = ticket;
  return { ...view, simulated: deps.desk.simulated };
}

/** The contact with this address, or null. Throws when Desk does not answer within `waitMs`: nobody may be taken as unknown then. */
export async function findContact(
  { desk }: ReadDeps,
  { email, waitMs }: z.output<typeof findContactInputSchema>,
): Promise<DeskContact | null> {
  return orCallerError(desk.findContact(email, { foreground: true, timeoutMs: waitMs }));
}

/** Token, organisation, department and fields, what Desk refused lately, and work that gave up. */
export async function checkDesk(deps: ReadDeps): Promise<DeskCheck> {
  const now = deps.now().getTime();
  const [check, counts] = await Promise.all([
    orCallerError(deps.desk.check({ foreground: true, timeoutMs: deps.callTimeoutMs })),
    deps.ledger.counts(now),
  ]);
  const dead = counts.byState.dead ?? 0;
  const problems = [
    ...check.problems,
    ...deps.memory.problems(now),
    ...(dead > 0
      ? [
          {
            what: `${dead} pieces of work for Desk were given up and wait for a person`,
            mend: 'Open Work in the console, mend what each of them names, then retry or discard it',
          },
        ]
      : []),
  ];
  return { ...check, ok: problems.length === 0, simulated: deps.desk.simulated, problems };
}

async function orCallerError<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw toCallerError(error);
  }
}
