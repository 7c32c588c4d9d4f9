import type { InfiniteData } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { queryClient } from '../../api/query-client.ts';
import type { ConsoleOutputs, Doubt, Label } from '../../api/types.ts';
import { tell } from '../../ui/toasts.tsx';

type Pages = InfiniteData<ConsoleOutputs['learning']['doubts'], string | undefined>;
export type MessageKey = Pick<Doubt, 'conversationId' | 'seq'>;

export const keyOf = ({ conversationId, seq }: MessageKey): string => `${conversationId} ${seq}`;
const plural = (count: number) => (count === 1 ? '1 message' : `${count} messages`);

/** Labels messages (null: takes labels away). The lines stay where they are, with what was said of them. */
export async function labelMessages(
  messages: readonly MessageKey[],
  label: Label | null,
  words: string,
): Promise<void> {
  const keys = messages.map(({ conversationId, seq }) => ({ conversationId, seq }));
  const { done, failed } = await api.learning.label.mutate({ messages: keys, label });
  const refused = new Set(failed.map(keyOf));
  const changed = new Set(keys.map(keyOf).filter((key) => !refused.has(key)));
  queryClient.setQueriesData<Pages>({ queryKey: ['doubts'] }, (data) => data && withLabels(data, changed, label));
  void queryClient.invalidateQueries({ queryKey: ['learning'] });
  if (done > 0) tell(label === null ? `Label of ${plural(done)} taken away.` : `${plural(done)}: ${words}.`);
  if (failed[0] !== undefined) tell(`${plural(failed.length)} not labelled: ${failed[0].reason}`, false);
}

function withLabels({ pages, ...rest }: Pages, changed: ReadonlySet<string>, label: Label | null): Pages {
  const items = (list: readonly Doubt[]) => list.map((row) => (changed.has(keyOf(row)) ? { ...row, label } : row));
  return { ...rest, pages: pages.map((page) => ({ ...page, items: items(page.items) })) };
}
