import type { Sighting, Ticket, TimeWindow } from '../desk.ts';
import { type DeskResult, succeed } from '../failure.ts';

/** One page of a list that is sorted newest first. Without an offset the first one. */
export type Page = (from: number | undefined) => Promise<DeskResult<readonly Ticket[]>>;

/** Lists give at most 50 a page, and nothing beyond the offset 4,999 (desk-api.md §3.3). */
export const listPage = 50;
const lastPage = Math.floor(4_999 / listPage);
/** So many pages of the window itself are read; of a longer one the rest is reported as unread. */
const pagesMax = 40;
/** Clocks of ours and Desk's may differ by this much. */
const skewMs = 60_000;

/**
 * The tickets of a list that were created in a window of time. What is newer is jumped over: the cost grows with the
 * window, not with what has been created since.
 */
export async function readWindow(page: Page, { since, until }: TimeWindow): Promise<DeskResult<Sighting>> {
  const oldest = Date.parse(since) - skewMs;
  const newest = Date.parse(until) + skewMs;
  // Lists count from 1 or from 0, depending on the page of the documentation (§3.3): the lower guess repeats one ticket
  // where the higher would skip one.
  const read = (number: number) => page(number === 0 ? undefined : number * listPage);
  const start = await firstPageOf(read, newest);
  if (!start.ok) {
    return start;
  }
  const tickets = new Map<string, Ticket>();
  let current = start.value;
  for (let number = current.number; ; number += 1) {
    const isBefore = current.tickets.map((ticket) => createdAt(ticket) < oldest);
    current.tickets.forEach((ticket, index) => {
      if (isBefore[index] === false && !(createdAt(ticket) > newest)) {
        tickets.set(ticket.id, ticket);
      }
    });
    if (current.tickets.length < listPage || isBefore.includes(true)) {
      return succeed({ tickets: [...tickets.values()], complete: true });
    }
    if (number === lastPage || number - start.value.number === pagesMax - 1) {
      return succeed({ tickets: [...tickets.values()], complete: false });
    }
    const next = await read(number + 1);
    if (!next.ok) {
      return next;
    }
    current = { number: number + 1, tickets: next.value };
  }
}

interface NumberedPage {
  readonly number: number;
  readonly tickets: readonly Ticket[];
}

/**
 * The first page that is not all newer than the window: by doubling, then by halving. Tickets that are made meanwhile only
 * push the window further down, to where it is read on.
 */
async function firstPageOf(
  read: (number: number) => Promise<DeskResult<readonly Ticket[]>>,
  newest: number,
): Promise<DeskResult<NumberedPage>> {
  const isNewer = (tickets: readonly Ticket[]) =>
    tickets.length === listPage && tickets.every((ticket) => createdAt(ticket) > newest);
  let newer = -1;
  let found: NumberedPage | null = null;
  for (let number = 0; found === null || found.number - newer > 1; ) {
    const result = await read(number);
    if (!result.ok) {
      return result;
    }
    if (isNewer(result.value) && number < lastPage) {
      newer = number;
    } else {
      found = { number, tickets: result.value };
    }
    number = found === null ? Math.min(Math.max(1, number * 2), lastPage) : Math.floor((newer + found.number) / 2);
  }
  return succeed(found);
}

/** Not a number, and so neither before nor after anything, when Desk does not tell. */
function createdAt({ createdTime }: Ticket): number {
  return Date.parse(createdTime ?? '');
}
