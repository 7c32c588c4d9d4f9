import { expect, it } from 'vitest';
import { isShown } from './work-shown.ts';

const rows = [
  { service: 'notifications', kind: 'mail', status: 'dead' },
  { service: 'notifications', kind: 'weekly', status: 'dead' },
  { service: 'notifications', kind: 'note', status: 'dead' },
  { service: 'notifications', kind: 'note', status: 'parked' },
  { service: 'conversation', kind: 'mail', status: 'dead' },
  { service: 'conversation', kind: 'createTicket', status: 'pending' },
  { service: 'ticketing', kind: 'comment', status: 'pending' },
  { service: 'ticketing', kind: 'comment', status: 'dead' },
] as const;
const shown = (filter: Parameters<typeof isShown>[1]) =>
  rows.flatMap((row, index) => (isShown(row, filter) ? [index] : []));

it('shows of the work that is counted as given up all of it and nothing else', () => {
  expect(shown({ state: 'stuck', topic: 'others' })).toEqual([2, 4, 5, 7]);
});

it('shows everything, one state, mails or all the rest', () => {
  expect(shown({})).toHaveLength(rows.length);
  expect(shown({ state: 'dead' })).toEqual([0, 1, 2, 4, 7]);
  expect(shown({ topic: 'mails' })).toEqual([0, 1]);
  expect(shown({ state: 'parked', topic: 'others' })).toEqual([3]);
});
