import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import { fromSegment } from '../../text/chat-address.ts';
import { Icon } from '../../ui/icon.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Skeleton, TroubleBox, Unavailable } from '../../ui/states.tsx';
import { ConversationHead } from './conversation-head.tsx';
import { ConversationViews } from './conversation-views.tsx';
import { Facts } from './facts.tsx';
import { useNews } from './use-news.ts';
import './conversation.css';

const route = getRouteApi('/conversations/$id');

/** One chat: what was said and why, what is known, what was done, by whom. */
export function ConversationPage() {
  const { id } = route.useParams();
  const conversationId = fromSegment(id);
  const chat = useInfiniteQuery(queries.conversation(conversationId));
  useNews(conversationId, chat);
  const back = (
    <Link to="/conversations" className="back">
      <Icon name="back" />
      Conversations
    </Link>
  );
  if (chat.data === undefined)
    return (
      <div className="page">
        {back}
        <PageTitle title="Conversation" />
        {chat.isError ? (
          <TroubleBox error={chat.error} onRetry={() => void chat.refetch()} />
        ) : (
          <Skeleton lines={12} label="Loading the conversation" />
        )}
      </div>
    );
  const { pages } = chat.data;
  const [newest] = pages;
  if (newest === undefined) return null;
  const turns = [...pages].reverse().flatMap((page) => page.turns);
  return (
    <div className="page wide">
      {back}
      <ConversationHead data={newest} />
      <Unavailable services={newest.unavailable} />
      <div className="chat-grid">
        <ConversationViews
          data={newest}
          turns={turns}
          hasEarlier={chat.hasNextPage}
          isLoading={chat.isFetchingNextPage}
          onEarlier={() => void chat.fetchNextPage()}
        />
        <Facts data={newest} />
      </div>
    </div>
  );
}
