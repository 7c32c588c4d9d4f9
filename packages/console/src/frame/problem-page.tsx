import { Link } from '@tanstack/react-router';
import { isSigningIn } from '../api/sign-in.ts';
import { isFinal, troubleOf } from '../api/trouble.ts';
import { PageTitle } from '../ui/page-title.tsx';
import { Empty, Skeleton, TroubleBox } from '../ui/states.tsx';

/** A page that failed. */
export function ProblemPage({ error, reset }: { error: unknown; reset: () => void }) {
  if (isSigningIn()) return <Skeleton lines={10} label="Leading to the sign-in" />;
  const isMissing = troubleOf(error).code === 'NOT_FOUND';
  return (
    <div className="page">
      <PageTitle title={isMissing ? 'Not found' : 'Something went wrong'} />
      <TroubleBox error={error} {...(isFinal(error) ? {} : { onRetry: reset })} />
    </div>
  );
}

export function NotFoundPage() {
  return (
    <div className="page">
      <PageTitle title="There is no such page" />
      <Empty icon="search" title="The address leads nowhere">
        <Link to="/">Go to the overview</Link> or <Link to="/conversations">look for a conversation</Link>.
      </Empty>
    </div>
  );
}
