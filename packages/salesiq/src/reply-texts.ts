import { splitText } from './split-text.ts';
import { repliesMax } from './zobot-response.ts';

/**
 * The bot's texts as SalesIQ takes them: none longer than `charsMax`, three if that is possible, never more than five.
 * Neighbours are put together rather than dropped; only text beyond five full replies is cut, with a sign that it was.
 */
export function toReplyTexts(texts: readonly string[], charsMax: number): string[] {
  const pieces = mergeNeighbours(
    texts.flatMap((text) => splitText(text, charsMax)),
    charsMax,
  );
  if (pieces.length <= repliesMax.ever) return pieces;
  const kept = pieces.slice(0, repliesMax.ever);
  return kept.map((piece, index) => (index === repliesMax.ever - 1 ? withEllipsis(piece, charsMax) : piece));
}

function mergeNeighbours(pieces: readonly string[], charsMax: number): string[] {
  const merged = [...pieces];
  while (merged.length > repliesMax.wanted) {
    const at = shortestPair(merged);
    const joined = `${merged[at]}\n\n${merged[at + 1]}`;
    if (joined.length > charsMax) return merged;
    merged.splice(at, 2, joined);
  }
  return merged;
}

function shortestPair(pieces: readonly string[]): number {
  const sizes = pieces.slice(1).map((piece, index) => piece.length + (pieces[index]?.length ?? 0));
  return sizes.indexOf(Math.min(...sizes));
}

function withEllipsis(text: string, charsMax: number): string {
  return `${splitText(text, charsMax - 1)[0] ?? ''}…`;
}
