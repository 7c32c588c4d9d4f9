import { useInfiniteQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import { type ConversationSearch, toFilter } from '../../state/conversation-search.ts';
import { useZone } from '../../state/zone.ts';
import { FirstSteps } from '../../ui/first-steps.tsx';
import { More } from '../../ui/more.tsx';
import { Empty, Skeleton, TroubleBox } from '../../ui/states.tsx';
import { ConversationTable } from './conversation-table.tsx';

export function FilteredConversations({ search }: { search: ConversationSearch }) {
  const zone = useZone();
  const list = useInfiniteQuery(queries.conversations(toFilter(search, zone)));
  if (list.isPending) return <Skeleton lines={12} label="Loading conversations" />;
  if (list.isError) return <TroubleBox error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0)
    return Object.keys(search).length > 0 ? (
      <Empty icon="search" title="No conversation fits these filters">
        Take one of them away, or clear them all.
      </Empty>
    ) : (
      <Empty icon="chats" title="No conversations yet">
        They appear here as soon as somebody writes. <FirstSteps />
      </Empty>
    );
  return (
    <>
      <ConversationTable rows={rows} />
      <More list={list} shown={rows.length} />
    </>
  );
}
