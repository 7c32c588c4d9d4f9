import { useInfiniteQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import { type ConversationSearch, toFilter } from '../../state/conversation-search.ts';
import { useZone } from '../../state/zone.ts';
import { FirstSteps } from '../../ui/first-steps.tsx';
import { Listing } from '../../ui/listing.tsx';
import { Empty } from '../../ui/states.tsx';
import { ConversationTable } from './conversation-table.tsx';

export function FilteredConversations({ search }: { search: ConversationSearch }) {
  const zone = useZone();
  const list = useInfiniteQuery(queries.conversations(toFilter(search, zone)));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Listing
      list={list}
      name="conversations"
      lines={12}
      shown={rows.length}
      empty={<NoConversations isFiltered={Object.keys(search).length > 0} />}
    >
      <ConversationTable rows={rows} />
    </Listing>
  );
}

function NoConversations({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <Empty icon="search" title="No conversation fits these filters">
      Take one of them away, or clear them all.
    </Empty>
  ) : (
    <Empty icon="chats" title="No conversations yet">
      They appear here as soon as somebody writes. <FirstSteps />
    </Empty>
  );
}
