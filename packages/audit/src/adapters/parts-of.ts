import type { StoredEntry } from '../stored-entry.ts';

/** Subjects of the parts of a subject, as half-open ranges: what begins with it and one of the marks between id and part. */
export function partsOf(subject: string): readonly (readonly [string, string])[] {
  return ['#', '|'].map((mark) => [`${subject}${mark}`, `${subject}${following(mark)}`] as const);
}

const following = (mark: string): string => String.fromCharCode(mark.charCodeAt(0) + 1);

/** The newest of several lists together, oldest first. */
export function newestOf(lists: readonly (readonly StoredEntry[])[], limit: number): readonly StoredEntry[] {
  return lists
    .flat()
    .sort((left, right) => left.seq - right.seq)
    .slice(-limit);
}
