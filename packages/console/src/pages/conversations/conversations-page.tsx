import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useListKeys } from '../../frame/list-keys.ts';
import { giveSearchFocus } from '../../frame/search-focus.ts';
import { searchWords } from '../../state/search-words.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { ConversationFilters } from './conversation-filters.tsx';
import { FilteredConversations } from './filtered-conversations.tsx';
import { FoundConversations } from './found-conversations.tsx';

const route = getRouteApi('/conversations');

/** The live list of chats: filtered, or what a search found. */
export function ConversationsPage() {
  const search = route.useSearch();
  const query = searchWords.use();
  useListKeys();
  useEffect(giveSearchFocus, []);
  return (
    <div className="page">
      <PageTitle title="Conversations">
        <SearchBox />
      </PageTitle>
      {query === '' ? (
        <>
          <ConversationFilters search={search} />
          <FilteredConversations search={search} />
        </>
      ) : (
        <FoundConversations query={query} />
      )}
    </div>
  );
}
