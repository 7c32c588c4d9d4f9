import { describe, expect, it } from 'vitest';
import type { Ticket } from '../desk.ts';
import { fail, succeed } from '../failure.ts';
import { listPage, type Page, readWindow } from './read-window.ts';

const second = 1_000;
const start = Date.parse('2026-11-23T09:00:00.000Z');
const at = (seconds: number) => new Date(start + seconds * second).toISOString();

/** A list, newest first, of one ticket a second; `beforeRead` may change it. */
function createList(count: number, beforeRead: (add: () => void) => void = () => undefined, offsetMax = 4_999) {
  const tickets: Ticket[] = [];
  const add = () => tickets.unshift({ id: String(tickets.length), createdTime: at(tickets.length) } as Ticket);
  for (let n = 0; n < count; n += 1) add();
  let reads = 0;
  const page: Page = async (from = 0) => {
    reads += 1;
    beforeRead(add);
    return from > offsetMax
      ? fail({ kind: 'rejected', code: 'UNPROCESSABLE_ENTITY', message: 'from is too large' })
      : succeed(tickets.slice(from, from + listPage));
  };
  return { page, reads: () => reads };
}

/** Ids of what was found of the seconds `from` to `to`, a minute of skew on both sides left out. */
async function idsIn(page: Page, from: number, to: number, signal?: AbortSignal) {
  const result = await readWindow(page, { since: at(from + 60), until: at(to - 60) }, signal);
  if (!result.ok) throw new Error(result.failure.message);
  const { tickets, complete } = result.value;
  return { ids: tickets.map(({ id }) => Number(id)).sort((a, b) => a - b), complete };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('readWindow', () => {
  it('finds exactly the window, wherever it lies and however long the list is', async () => {
    for (const count of [0, 1, 49, 50, 51, 100, 149, 150, 151, 1_000, 3_333]) {
      for (const from of [0, 1, 49, 50, 99, 100, 777]) {
        const to = from + 130;
        const { ids, complete } = await idsIn(createList(count).page, from, to);
        expect(complete).toBe(true);
        expect(ids).toEqual(range(from, Math.min(to, count - 1)));
      }
    }
  });

  it('misses nothing while others are made between its calls', async () => {
    for (const inserted of [1, 7, 15, 49, 50, 120]) {
      for (const from of [0, 205, 310, 777]) {
        const { page } = createList(1_000, (add) => {
          for (let n = 0; n < inserted; n += 1) add();
        });
        const { ids, complete } = await idsIn(page, from, from + 130);
        // Where about a page is made between two calls it may never catch up, and says so.
        if (inserted <= 15) expect(complete).toBe(true);
        if (complete) expect(ids).toEqual(range(from, from + 130));
      }
    }
  });

  it('costs about the same however much is newer', async () => {
    const far = createList(4_900);
    await idsIn(far.page, 100, 230);
    expect(far.reads()).toBeLessThanOrEqual(20);
  });

  it('does not go on looking when even the last page is newer', async () => {
    const { page, reads } = createList(6_000);
    expect(await idsIn(page, 100, 230)).toEqual({ ids: [], complete: false });
    expect(reads()).toBe(9);
  });

  it('does not call a window complete that lies beyond what the portal shows', async () => {
    const { page } = createList(3_000, undefined, 999);
    expect(await idsIn(page, 2_100, 2_230)).toEqual({ ids: range(2_100, 2_230), complete: true });
    expect(await idsIn(page, 100, 230)).toEqual({ ids: [], complete: false });
    const across = await idsIn(page, 1_900, 2_030);
    expect(across.complete).toBe(false);
    expect(across.ids).toEqual(range(2_000, 2_030));
  });

  it('keeps what it has read when the time for all pages is up', async () => {
    const over = new AbortController();
    let reads = 0;
    const { page } = createList(500);
    const slow: Page = async (from) => {
      reads += 1;
      if (reads < 3) return page(from);
      over.abort();
      return fail({ kind: 'throttled', code: 'NO_TURN_IN_TIME', message: 'too late' });
    };
    const { ids, complete } = await idsIn(slow, 0, 600, over.signal);
    expect(complete).toBe(false);
    expect(ids).toEqual(range(400, 499));
  });
});
