import { type Fact, type FactRow, toRow } from '@acebuddy/metrics';
import { expect, it } from 'vitest';
import { newConversation } from '../record.ts';
import { setAside } from './set-aside.ts';

const dims = { workflow: 'printer_issues', language: 'en', priority: null };
const mail = (id: number, outcome: string): FactRow =>
  toRow({ kind: 'mail', id: `mail-${id}`, at: id, ...dims, template: 'chat_update', outcome });
const rating = (run: number): FactRow => toRow({ kind: 'rating', id: `run-${run}`, at: run, ...dims, stars: 5 });
const chat: Fact = {
  kind: 'chat',
  id: 'chat',
  at: 0,
  ...dims,
  messages: 1,
  atOnce: 1,
  which: 0,
  whichAnswered: 0,
  switched: 0,
};
const stored = {
  ...newConversation({ id: 'c', chatId: 'c', channel: 'flat', engine: { schema: 1 }, now: '2026-11-23T10:00:00.000Z' }),
  runs: [{ runId: 'run-99' } as never],
};
const sheet = (rows: readonly FactRow[]) => ({ id: 's', part: 2, seq: 7, rows: rows.map((row) => [...row]) });

it('takes what nothing will amend any more out of a sheet that has become long', () => {
  const open = [toRow(chat), mail(900, 'due'), rating(99)];
  const over = [...Array.from({ length: 60 }, (_, at) => mail(at, 'accepted')), rating(1)];
  const { sheet: rest, aside } = setAside(sheet([...open, ...over]), stored);
  expect(rest).toEqual({ ...sheet(open), part: 3 });
  expect(aside).toEqual({ ...sheet(over), id: 's.2' });
});

it('leaves a short one alone, and one in which everything may still change', () => {
  for (const rows of [
    Array.from({ length: 60 }, (_, at) => mail(at, 'accepted')),
    Array.from({ length: 90 }, (_, at) => mail(at, 'due')),
  ]) {
    const before = sheet(rows);
    expect(setAside(before, stored)).toEqual({ sheet: before, aside: null });
  }
});
