import type { ReactNode } from 'react';
import { troubleOf } from '../api/trouble.ts';
import type { ServiceName } from '../api/types.ts';
import { wordOf } from '../text/words.ts';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';

/** Grey lines where content will be. */
export function Skeleton({ lines = 6, label = 'Loading' }: { lines?: number; label?: string }) {
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={`bone w${line % 4}`} />
      ))}
    </div>
  );
}

/** Nothing to show, and what to do about it. */
export function Empty({ icon = 'calm', title, children }: { icon?: IconName; title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <p className="empty-title">{title}</p>
      {children && <div className="empty-text">{children}</div>}
    </div>
  );
}

/** What went wrong, by which id the logs know it, and a way to try again. */
export function TroubleBox({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { message, requestId } = troubleOf(error);
  return (
    <div className="trouble" role="alert">
      <Icon name="warn" />
      <div>
        <p>{message}</p>
        {requestId && (
          <p className="soft">
            Request <code>{requestId}</code>
          </p>
        )}
        {onRetry && (
          <Button icon="retry" onClick={onRetry}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}

/** Says which services are missing from what is shown. */
export function Unavailable({ services }: { services: readonly ServiceName[] }) {
  if (services.length === 0) return null;
  const names = services.map((service) => wordOf('services', service)).join(', ');
  return (
    <p className="banner warn" role="status">
      <Icon name="warn" />
      {services.length === 1 ? 'A service does not answer' : 'Services do not answer'}: {names}. What is known of it
      there is missing below.
    </p>
  );
}

/** Only roles above may see or do it. */
export function NeedsRole({ needed }: { needed: string }) {
  return (
    <Empty icon="lock" title={`This needs the role ${needed}`}>
      Sign out and sign in with a key of that role to see it.
    </Empty>
  );
}
