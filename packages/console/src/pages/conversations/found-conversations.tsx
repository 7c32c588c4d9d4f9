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
  name: 'a name',
};

export function FoundConversations({ query }: { query: string }) {
  const found = useQuery(queries.found(query));
  if (found.isPending) return <Skeleton lines={6} label="Searching" />;
  if (found.isError) return <TroubleBox error={found.error} onRetry={() => void found.refetch()} />;
  const { as, items } = found.data;
  if (items.length === 0)
    return (
      <Empty
        icon="search"
        title={as === 'nothing' ? 'Nothing found' : `Nothing found, searched as ${understood[as] ?? readable(as)}`}
      >
        <p>What can be searched, always whole:</p>
        <ul className="searchable">
          <li>
            a ticket number: <code>#4300</code>
          </li>
          <li>
            a first or last name, or both: <code>Lowe</code>, not <code>Low</code>
          </li>
          <li>
            an e-mail address: <code>harriet@postbox.example</code>
          </li>
          <li>
            a reference (<code>AB-…</code>) or the id of a chat
          </li>
        </ul>
        <p>Names and addresses are sealed, so parts of them find nothing, and what was said is not looked through.</p>
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
