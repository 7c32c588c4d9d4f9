import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import { readable } from '../../text/words.ts';
import { Empty, Skeleton, TroubleBox } from '../../ui/states.tsx';
import { ConversationTable } from './conversation-table.tsx';

const understood: Readonly<Record<string, string>> = {
  ticket: 'a ticket number',
  reference: 'a reference',
  chat: 'a chat',
  email: 'an e-mail address',
};

export function FoundConversations({ query }: { query: string }) {
  const found = useQuery(queries.found(query));
  if (found.isPending) return <Skeleton lines={6} label="Searching" />;
  if (found.isError) return <TroubleBox error={found.error} onRetry={() => void found.refetch()} />;
  const { as, items } = found.data;
  if (items.length === 0)
    return (
      <Empty icon="search" title="Nothing found">
        The search knows ticket numbers (<code>#4300</code>), references (<code>AB-…</code>), ids of chats, and whole
        e-mail addresses. It does not look into what was said.
      </Empty>
    );
  return (
    <>
      <p className="soft" role="status">
        {items.length === 1 ? 'One conversation' : `${items.length} conversations`}, searched as{' '}
        {understood[as] ?? readable(as)}. Filters do not apply.
      </p>
      <ConversationTable rows={items} />
    </>
  );
}
