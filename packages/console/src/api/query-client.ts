import { QueryClient } from '@tanstack/react-query';
import { isFinal } from './trouble.ts';

/** What was fetched, kept in memory only. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < 1 && !isFinal(error),
      retryDelay: 800,
    },
  },
});
