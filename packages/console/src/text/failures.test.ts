import { errorCodes } from '@acebuddy/contracts';
import { expect, it } from 'vitest';
import failures from './failures.json' with { type: 'json' };
import { failureText, rulesFor } from './failures.ts';

const samples = failures.flatMap(({ like, what }) => like.map((reason) => [reason, what] as const));

it.each(samples)('has for %j one sentence of what happened, and one of what to do', (reason, what) => {
  // One and no other: the order of the list means nothing.
  expect(rulesFor(reason)).toBe(1);
  expect(failureText(reason, 'Retry').what).toBe(what);
  expect(failureText(reason, 'Retry').todo).toMatch(/\w.+\.$/);
});

it('has words for every code that a service may answer with, and for every reply of a mail server that refuses', () => {
  const codes = Object.keys(errorCodes);
  const replies = Array.from({ length: 200 }, (_, index) => `SMTP ${400 + index}`);
  expect([...codes, ...replies].filter((reason) => rulesFor(reason) !== 1)).toEqual([]);
});

it('names the button that is there, and says so where it has no words', () => {
  expect(failureText('SMTP 550', 'Send again').todo).toContain('Send again helps only when');
  expect(failureText('something else', 'Retry').what).toContain('no words yet');
});
