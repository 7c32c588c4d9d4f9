import { Button } from './button.tsx';

interface MoreProps {
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly shown: number;
  readonly onMore: () => void;
}

/** The foot of a list that is paged by key. */
export function More({ hasMore, isLoading, shown, onMore }: MoreProps) {
  return (
    <div className="more">
      <span className="soft">{hasMore ? `${shown} shown` : `${shown} shown, that is all`}</span>
      {hasMore && (
        <Button isBusy={isLoading} icon="down" onClick={onMore}>
          Load more
        </Button>
      )}
    </div>
  );
}
