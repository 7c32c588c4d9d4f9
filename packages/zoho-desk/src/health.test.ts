import { describe, expect, it } from 'vitest';
import { fail, succeed } from './failure.ts';
import { createHealth } from './health.ts';

const at = (time: number) => ({ now: () => time, sleep: async () => undefined });
const refused = (status: number | null, kind: 'auth' | 'rejected' | 'unavailable' | 'unknown_outcome' | 'throttled') =>
  fail({ kind, code: 'X', message: 'x', status });

describe('what calls tell of the connection', () => {
  it('is nothing before the first', () => {
    expect(createHealth(at(0)).stats()).toEqual({ tokenOk: null, silence: null });
  });

  it.each([
    ['a success', succeed(1), true],
    ['a refusal of the content', refused(422, 'rejected'), true],
    ['a scope that is missing', refused(403, 'auth'), true],
    ['a token that was refused', refused(401, 'auth'), false],
    ['no token to be had', refused(null, 'auth'), false],
    ['no answer', refused(null, 'unavailable'), null],
    ['no time left to send it', refused(null, 'throttled'), null],
    ['an error of the server', refused(502, 'unknown_outcome'), null],
  ] as const)('%s', (_, result, tokenOk) => {
    const health = createHealth(at(0));
    health.note(result, 0);
    expect(health.stats().tokenOk).toBe(tokenOk);
  });

  it('keeps what it knew of the token while nobody answers', () => {
    const health = createHealth(at(0));
    health.note(refused(401, 'auth'), 0);
    health.note(refused(null, 'unavailable'), 0);
    expect(health.stats().tokenOk).toBe(false);
  });

  it('counts silence from the first call without an answer until the next answer, whatever it says', () => {
    let time = 1_000;
    const health = createHealth({ now: () => time, sleep: async () => undefined });
    health.note(refused(null, 'unknown_outcome'), 500);
    time = 9_000;
    health.note(refused(null, 'unavailable'), 8_000);
    health.note(refused(null, 'throttled'), 9_000);
    expect(health.stats().silence).toEqual({ since: 500, lastAt: 9_000 });
    health.note(refused(422, 'rejected'), 9_500);
    expect(health.stats().silence).toBeNull();
  });
});
