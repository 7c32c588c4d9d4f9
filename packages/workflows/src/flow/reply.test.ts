import { describe, expect, it } from 'vitest';
import { fit } from './reply.ts';

describe('fit', () => {
  it('splits a long text at the end of a sentence', () => {
    const text = `${'a'.repeat(600)}. ${'b'.repeat(600)}.`;
    expect(fit([text], 1_000, 3)).toEqual([`${'a'.repeat(600)}.`, `${'b'.repeat(600)}.`]);
  });

  it('joins earlier texts and keeps the question last and alone', () => {
    const texts = ['one', 'two', 'three', 'four', 'the question?'];
    const fitted = fit(texts, 1_000, 3);
    expect(fitted).toHaveLength(3);
    expect(fitted.at(-1)).toBe('the question?');
    expect(fitted.join(' ')).toContain('four');
  });

  it('never exceeds the limits, whatever comes', () => {
    const fitted = fit(
      Array.from({ length: 9 }, () => 'x'.repeat(900)),
      1_000,
      3,
    );
    expect(fitted).toHaveLength(3);
    for (const text of fitted) expect(text.length).toBeLessThanOrEqual(1_000);
  });
});
