import type { Sighting, Ticket, TimeWindow } from '../desk.ts';
import { type DeskResult, succeed } from '../failure.ts';

/** One page of a list that is sorted newest first. Without an offset the first one. */
export type Page = (from: number | undefined) => Promise<DeskResult<readonly Ticket[]>>;

/** Lists give at most 50 a page, and nothing beyond the offset 4,999 (zoho-desk.md §3.3). */
export const listPage = 50;
const lastPage = Math.floor(4_999 / listPage);
/** So many pages of the window itself are read; of a longer one the rest is reported as unread. */
const pagesMax = 40;
/** Clocks of ours and Desk's may differ by this much. */
export const skewMs = 60_000;

/**
 * The tickets of a list that were created in a window of time. What is newer is jumped over: the cost grows with the
 * window, not with what has been created since.
 */
export async function readWindow(
  page: Page,
  { since, until }: TimeWindow,
  signal?: AbortSignal,
): Promise<DeskResult<Sighting>> {
  const oldest = Date.parse(since) - skewMs;
  const newest = Date.parse(until) + skewMs;
  // Lists count from 1 or from 0, depending on the page of the documentation (§3.3): the lower guess repeats one ticket
  // where the higher would skip one.
  const read: Read = async (number) => {
    const result = await page(number === 0 ? undefined : number * listPage);
    // What was read until then is not thrown away when the time for all pages is up, or the offset too far for this portal.
    const isEnd = !result.ok && (signal?.aborted || (number > 0 && result.failure.kind === 'rejected'));
    return isEnd ? succeed(null) : result;
  };
  const tickets = new Map<string, Ticket>();
  const unfinished = () => succeed({ tickets: [...tickets.values()], complete: false });
  const start = await firstPageOf(read, newest);
  if (!start.ok) {
    return start;
  }
  if (start.value === null) {
    return unfinished();
  }
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
      return unfinished();
    }
    const next = await read(number + 1);
    if (!next.ok) {
      return next;
    }
    if (next.value === null) {
      return unfinished();
    }
    current = { number: number + 1, tickets: next.value };
  }
}

interface NumberedPage {
  readonly number: number;
  readonly tickets: readonly Ticket[];
}

/** The tickets of a page; null where nothing more can be read. */
type Read = (number: number) => Promise<DeskResult<readonly Ticket[] | null>>;

/**
 * The first page that is not all newer than the window, null when none can be read: by doubling, then by halving. Tickets
 * that are made meanwhile push the window further down, so that page is read last.
 */
async function firstPageOf(read: Read, newest: number): Promise<DeskResult<NumberedPage | null>> {
  const isNewer = (tickets: readonly Ticket[]) =>
    tickets.length === listPage && tickets.every((ticket) => createdAt(ticket) > newest);
  let newer = -1;
  let notNewer = Number.POSITIVE_INFINITY;
  let found: NumberedPage | null = null;
  for (let number = 0; ; ) {
    const result = await read(number);
    if (!result.ok) {
      return result;
    }
    const tickets = result.value;
    if (tickets !== null && isNewer(tickets)) {
      if (number === lastPage) {
        return succeed({ number, tickets });
      }
      newer = number;
      notNewer = number >= notNewer ? Number.POSITIVE_INFINITY : notNewer;
      found = null;
    } else {
      notNewer = number;
      found = tickets === null ? null : { number, tickets };
    }
    if (notNewer - newer === 1) {
      if (found !== null || tickets === null) {
        return succeed(found);
      }
      number = notNewer;
    } else {
      number =
        notNewer === Number.POSITIVE_INFINITY
          ? Math.min(Math.max(1, number * 2), lastPage)
          : Math.floor((newer + notNewer) / 2);
    }
  }
}

/** Not a number, and so neither before nor after anything, when Desk does not tell. */
function createdAt({ createdTime }: Ticket): number {
  return Date.parse(createdTime ?? '');
}
