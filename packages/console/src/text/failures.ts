import failures from './failures.json' with { type: 'json' };

/** Why something failed, for whoever has to do something about it. */
export interface FailureText {
  readonly what: string;
  readonly todo: string;
}

const rules = failures.map(({ match, what, todo }) => ({ pattern: new RegExp(match), what, todo }));

/** What was not foreseen: the reason itself, which stands beside it, has to do. */
const other: FailureText = {
  what: 'It failed for a reason that has no words yet.',
  todo: 'Search the log for its request id. When the cause is mended, press {again}.',
};

/** Which rules speak of this reason: one, or none. For tests. */
export const rulesFor = (reason: string): number => rules.filter(({ pattern }) => pattern.test(reason)).length;

/**
 * A failure reason of any service (`lastError` of mails, of work on Desk, of words in SalesIQ) in plain words, with what to do.
 *
 * @param again Label of the button that tries it again.
 */
export function failureText(reason: string, again: string): FailureText {
  const { what, todo } = rules.find(({ pattern }) => pattern.test(reason)) ?? other;
  return { what, todo: todo.replaceAll('{again}', again) };
}
