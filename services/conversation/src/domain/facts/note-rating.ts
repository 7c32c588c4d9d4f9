import { type Change, dimsOf } from './change.ts';

/** Stars: those of one request count once, the last ones. */
export function noteRating(change: Change): void {
  const { facts, outline, earlier, minute } = change;
  const stars = outline?.rated ?? null;
  if (stars === null || outline === null) return;
  const runId = outline.tickets.at(-1)?.runId ?? outline.run?.id ?? null;
  const id = runId ?? 'chat';
  const known = facts.get('rating', id);
  if (known === null && facts.all('rating').length > 0 && stars === (earlier?.rated ?? null)) return;
  facts.put({ kind: 'rating', id, at: known?.at ?? minute, ...dimsOf(change, runId), stars });
}
