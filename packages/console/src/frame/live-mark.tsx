import type { LiveState } from '../api/live.ts';

const words: Readonly<Record<LiveState, string>> = {
  connecting: 'Connecting',
  live: 'Live',
  lost: 'Not live: reconnecting',
};

export function LiveMark({ state }: { state: LiveState }) {
  return (
    <span className={`live ${state}`} role="status">
      <span className="dot" aria-hidden="true" />
      {words[state]}
    </span>
  );
}
