import type { NamedIssue } from './primary.ts';
import type { TopicRules } from './topic-rules.ts';

/** How sure a part that is not introduced as an addition must be, and how long the message may be, to count as another issue. */
const plainPartFrom = 0.95;
const plainWordsMax = 25;
/** Fewer words are no statement of their own: "user jdoe", "when I connect". */
const plainWordsMin = 3;
const addedWordsMin = 3;
const addedPartFrom = 0.7;
/** Stories touch on many things; above this length even an addition must be clear. */
const longWords = 40;

/** Further workflows that the message names beside `main`, in order: those said to come on top, and clear ones in a short message. */
export function otherIssues(
  issues: readonly NamedIssue[],
  main: string,
  words: number,
  partOf: TopicRules['partOf'],
): string[] {
  const others = issues.filter((issue) => {
    if (issue.words < (issue.isAdded ? addedWordsMin : plainWordsMin)) return false;
    if (issue.workflow === main || partOf[main]?.includes(issue.workflow))
      return issue.isAdded && issue.probability >= plainPartFrom;
    if (issue.isAdded) return issue.probability >= (words > longWords ? plainPartFrom : addedPartFrom);
    return words <= plainWordsMax && issue.probability >= plainPartFrom;
  });
  return [...new Set(others.map((issue) => issue.workflow))].filter((workflow) => workflow !== main);
}
