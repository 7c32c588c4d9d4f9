import { type UseInfiniteQueryResult, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { queries } from '../../api/queries.ts';
import type { ConversationData } from '../../api/types.ts';

type Chat = UseInfiniteQueryResult<{ pages: ConversationData[] }>;

/**
 * Reads the chat anew when its line in the list says that something happened in it. Each reading of a transcript is
 * audited, so a change of any other chat must not cause one.
 */
export function useNews(conversationId: string, { data, isFetching, refetch }: Chat): void {
  const { data: newest } = useQuery({ ...queries.row(conversationId), enabled: data !== undefined });
  const seen = data?.pages[0]?.row.updatedAt;
  const tried = useRef<string | null>(null);
  useEffect(() => {
    if (!newest || seen === undefined || newest <= seen || isFetching || tried.current === newest) return;
    tried.current = newest;
    void refetch();
  }, [newest, seen, isFetching, refetch]);
}
