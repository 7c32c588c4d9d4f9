import { describe, expect, it } from 'vitest';
import { commentMarker, hasMarker, isOwnComment, markerCharsMax, withoutMarkers } from './markers.ts';

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

  it("are an agent's where she quotes one of ours below her answer", () => {
    const marker = commentMarker('a', 0, 1);
    expect(isOwnComment(`It is done.\n\n> Please call back\n>\n> ${marker}`)).toBe(false);
    expect(isOwnComment(`<div>It is done.</div><blockquote>Please call back<br>${marker}</blockquote>`)).toBe(false);
  });

  it('are not shown to anybody', () => {
    const marker = commentMarker('a', 0, 1);
    expect(withoutMarkers(`as you wrote: ${marker}, so I did it`)).toBe('as you wrote:, so I did it');
    expect(withoutMarkers(`Done.\n\n> Please call back\n> ${marker}\nJade`)).toBe('Done.\n\n> Please call back\nJade');
    expect(withoutMarkers('see [ref:42]')).toBe('see [ref:42]');
  });
});
