import type { Attention } from '@acebuddy/contracts';
import { alerts } from '../alerts/alert-table.ts';

/** One line that tells how many of what there are. */
export function attentionText({ kind, count }: Pick<Attention, 'kind' | 'count'>): string {
  const alert = alerts[kind];
  if (alert === undefined) return `${count} × ${kind}`;
  return count === 1 ? alert.one : alert.many.replace('{count}', String(count));
}
