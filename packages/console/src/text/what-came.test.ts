import { expect, it } from 'vitest';
import { answerOfTry, isDone } from './what-came.ts';

const tried = { at: 100_000, lastError: 'SMTP 550', name: 'Mail for Dana' };

it('says nothing of a try before the list was fetched after it, and then what it answered', () => {
  expect(answerOfTry(tried, 'SMTP 550', 99_000)).toBeNull();
  expect(answerOfTry(tried, 'SMTP 550', 101_000)).toBe('the same answer');
  expect(answerOfTry(tried, 'SMTP 421', 101_000)).toBe('another answer than before');
});

it('takes work for done only where it stays off the list for longer than a try lasts', () => {
  expect([isDone(tried, false, 110_000), isDone(tried, false, 120_001), isDone(tried, true, 120_001)]).toEqual([
    false,
    true,
    false,
  ]);
});
