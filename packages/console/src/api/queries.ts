import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from './client.ts';
import type { ConversationFilter, DoubtFilter, ServiceName } from './types.ts';

type Days = { from: string; to: string; tz: string };

const first = undefined as string | undefined;
const pageSize = 50;

/** Everything that the page reads, by its key. Lists are paged by the key that the page before ended with. */
export const queries = {
  me: () =>
    queryOptions({
      queryKey: ['me'],
      queryFn: ({ signal }) => api.me.query(undefined, { signal }),
      staleTime: Number.POSITIVE_INFINITY,
      // Without company, zone and workflows until the service that knows them answers again.
      refetchInterval: ({ state: { data } }) => (data && data.unavailable.length > 0 ? 10_000 : false),
    }),
  overview: (input: { from: string; to: string; tz: string }) =>
    queryOptions({
      queryKey: ['overview', input],
      queryFn: ({ signal }) => api.overview.query(input, { signal }),
      placeholderData: keepPreviousData,
    }),
  conversations: (filter: ConversationFilter) =>
    infiniteQueryOptions({
      queryKey: ['conversations', filter],
      queryFn: ({ pageParam, signal }) =>
        api.conversations.list.query(
          { ...filter, limit: pageSize, ...(pageParam === undefined ? {} : { after: pageParam }) },
          { signal },
        ),
      initialPageParam: first,
      getNextPageParam: ({ next }) => next ?? undefined,
      placeholderData: keepPreviousData,
    }),
  found: (query: string) =>
    queryOptions({
      queryKey: ['found', query],
      queryFn: ({ signal }) => api.conversations.find.query({ query }, { signal }),
      enabled: query !== '',
      // What was looked for is about a person: it is not kept longer than it is shown.
      gcTime: 0,
      staleTime: 0,
    }),
  /** The list's line of one chat: tells whether there is news, without reading its words (which is audited). */
  row: (conversationId: string) =>
    queryOptions({
      queryKey: ['row', conversationId],
      queryFn: async ({ signal }) => {
        const { items } = await api.conversations.find.query({ query: conversationId.slice(0, 200) }, { signal });
        return items.find((row) => row.conversationId === conversationId)?.updatedAt ?? null;
      },
      staleTime: 0,
      retry: false,
    }),
  conversation: (conversationId: string) =>
    infiniteQueryOptions({
      queryKey: ['conversation', conversationId],
      queryFn: ({ pageParam, signal }) =>
        api.conversations.get.query(
          { conversationId, ...(pageParam === undefined ? {} : { beforeSeq: pageParam }) },
          { signal },
        ),
      initialPageParam: undefined as number | undefined,
      getNextPageParam: ({ earlier }) => earlier ?? undefined,
      // Each reading is audited: none happens by itself.
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 60_000,
      refetchInterval: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    }),
  ticket: (id: string) =>
    queryOptions({
      queryKey: ['ticket', id],
      queryFn: ({ signal }) => api.tickets.get.query({ id }, { signal }),
      retry: false,
      refetchOnWindowFocus: false,
      refetchInterval: false,
    }),
  work: (service: ServiceName | undefined) =>
    infiniteQueryOptions({
      queryKey: ['work', service],
      queryFn: ({ pageParam, signal }) =>
        api.work.list.query(
          { limit: pageSize, ...(service && { service }), ...(pageParam && { after: pageParam }) },
          { signal },
        ),
      initialPageParam: first,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  mails: (filter: { status?: 'pending' | 'sent' | 'dead'; kind?: string; resendable?: true }) =>
    infiniteQueryOptions({
      queryKey: ['mails', filter],
      queryFn: ({ pageParam, signal }) =>
        api.mails.list.query({ ...filter, limit: pageSize, ...(pageParam && { after: pageParam }) }, { signal }),
      initialPageParam: first,
      getNextPageParam: ({ next }) => next ?? undefined,
      placeholderData: keepPreviousData,
    }),
  mail: (id: string) =>
    queryOptions({
      queryKey: ['mail', id],
      queryFn: ({ signal }) => api.mails.get.query({ id }, { signal }),
      // Each reading is audited: none happens by itself.
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      refetchInterval: false,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  approvals: (filter: { status?: 'open' | 'approved' | 'declined' | 'expired'; overdue?: boolean }) =>
    infiniteQueryOptions({
      queryKey: ['approvals', filter],
      queryFn: ({ pageParam, signal }) =>
        api.mails.approvals.query({ ...filter, limit: pageSize, ...(pageParam && { after: pageParam }) }, { signal }),
      initialPageParam: first,
      getNextPageParam: ({ next }) => next ?? undefined,
      placeholderData: keepPreviousData,
    }),
  workflows: (input: Days) =>
    queryOptions({
      queryKey: ['workflows', input],
      queryFn: ({ signal }) => api.workflows.list.query(input, { signal }),
      placeholderData: keepPreviousData,
    }),
  workflow: (input: Days & { workflow: string }) =>
    queryOptions({
      queryKey: ['workflow', input],
      queryFn: ({ signal }) => api.workflows.get.query(input, { signal }),
      placeholderData: keepPreviousData,
    }),
  doubts: (filter: DoubtFilter) =>
    infiniteQueryOptions({
      queryKey: ['doubts', filter],
      queryFn: ({ pageParam, signal }) =>
        api.learning.doubts.query({ ...filter, limit: pageSize, ...(pageParam && { after: pageParam }) }, { signal }),
      initialPageParam: first,
      getNextPageParam: ({ next }) => next ?? undefined,
      // Each reading is audited, and lines must not move under the hand that labels them: none happens by itself.
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 60_000,
      refetchInterval: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    }),
  learning: () =>
    queryOptions({
      queryKey: ['learning'],
      queryFn: ({ signal }) => api.learning.get.query(undefined, { signal }),
      // How far a training is.
      refetchInterval: ({ state: { data } }) => (data?.training?.state === 'running' ? 1_000 : 15_000),
    }),
  system: () =>
    queryOptions({
      queryKey: ['system'],
      queryFn: ({ signal }) => api.system.get.query(undefined, { signal }),
    }),
};
