import { useEffect, useState } from 'react';
import { queryClient } from './query-client.ts';

/** Most often that lists are fetched anew, in milliseconds, however much happens. */
const quietMs = 2_000;
/** A browser gives a stream up that was refused; it is opened anew after this many milliseconds. */
const reopenMs = 10_000;
const lists = ['conversations', 'found', 'row', 'mails', 'approvals', 'work'];

export type LiveState = 'connecting' | 'live' | 'lost';

/** Listens to `/console/live`: after a change the lists that are shown are fetched anew. Call it once. */
export function useLive(): LiveState {
  const [state, setState] = useState<LiveState>('connecting');
  useEffect(() => listen(setState), []);
  return state;
}

function listen(tell: (state: LiveState) => void): () => void {
  let refreshing: ReturnType<typeof setTimeout> | undefined;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource;
  const refresh = () => {
    refreshing = undefined;
    for (const list of lists) void queryClient.invalidateQueries({ queryKey: [list] });
    // Figures are dearer than lists: they are counted anew when somebody looks at them next.
    void queryClient.invalidateQueries({ queryKey: ['overview'], refetchType: 'none' });
  };
  const open = () => {
    source = new EventSource('/console/live');
    source.addEventListener('changed', () => {
      refreshing ??= setTimeout(refresh, quietMs);
    });
    source.addEventListener('open', () => tell('live'));
    source.addEventListener('error', () => {
      tell('lost');
      if (source.readyState === EventSource.CLOSED) reopening = setTimeout(open, reopenMs);
    });
  };
  open();
  return () => {
    clearTimeout(refreshing);
    clearTimeout(reopening);
    source.close();
  };
}
