/** Names of people as one answer: "Ann Lee, Tom Cole and Luis Diaz"; null of nobody. */
export function listed(names: readonly string[]): string | null {
  const [last = null, ...others] = names.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`;
}

/** The names of which such an answer is made. */
export const unlisted = (names: string): readonly string[] => names.split(/, | and /);
