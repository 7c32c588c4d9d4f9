import { failureText } from '../text/failures.ts';

interface FailureProps {
  /** `lastError` as the service kept it. */
  readonly reason: string;
  /** Label of the button that tries it again. */
  readonly again: string;
}

/** Why something failed: what happened, what to do, and the words of the service for a search. */
export function Failure({ reason, again }: FailureProps) {
  const { what, todo } = failureText(reason, again);
  return (
    <span className="failure">
      <span>{what}</span>
      <span className="sub">{todo}</span>
      <code className="failure-raw">{reason}</code>
    </span>
  );
}
