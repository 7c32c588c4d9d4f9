import { QueryClient } from '@tanstack/react-query';
import { isFinal } from './trouble.ts';

/** What was fetched, kept in memory only. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // News are told of as they come, but not of everything; this is for what they leave out.
      refetchInterval: 60_000,
      retry: (failures, error) => failures < 1 && !isFinal(error),
      retryDelay: 800,
    },
  },
});
