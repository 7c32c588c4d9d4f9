import { describe, expect, it } from 'vitest';
import { commentMarker, hasMarker, isOwnComment, markerCharsMax } from './markers.ts';

describe('comment markers', () => {
  it('are the same for the same part and differ for others', () => {
    const all = [
      commentMarker('a', 0, 12),
      commentMarker('a', 1, 12),
      commentMarker('a', 11, 12),
      commentMarker('b', 0, 12),
    ];
    expect(new Set(all).size).toBe(4);
    expect(commentMarker('a', 1, 12)).toBe(all[1]);
    expect(all.every((marker) => marker.length + 2 <= markerCharsMax)).toBe(true);
  });

  it('are not mistaken for one another', () => {
    expect(hasMarker(`text\n\n${commentMarker('a', 10, 12)}`, commentMarker('a', 0, 12))).toBe(false);
  });

  it('show our own comments, also where Desk turned them into HTML', () => {
    const marker = commentMarker('a', 0, 1);
    expect(isOwnComment(`text\n\n${marker}`)).toBe(true);
    expect(isOwnComment(`<div>text<br><br>${marker}</div> `)).toBe(true);
    expect(isOwnComment(`as in ${marker}, done`)).toBe(false);
    expect(isOwnComment('text')).toBe(false);
  });
});
