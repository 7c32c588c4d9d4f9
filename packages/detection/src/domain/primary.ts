import type { Classifier } from '../engine/classifier.ts';
import { noneLabel } from '../training-data.ts';
import type { Clause } from './clauses.ts';
import { toDocument } from './document.ts';
import { cutMessage, type ReadMessage } from './read-message.ts';
import type { Wording } from './wording.ts';

/** An issue that a part of the message names on its own. */
export interface NamedIssue {
  readonly workflow: string;
  readonly probability: number;
  /** How many words the part has. */
  readonly words: number;
  /** The writer says that this is the one that matters. */
  readonly isPrimary: boolean;
  /** The writer says that it comes on top of something else. */
  readonly isAdded: boolean;
}

/** Parts of a message that are looked at one by one. */
const partsMax = 12;
const wordsMin = 2;

/** What the clauses of a message mean, each taken alone, in order; clauses that mean none or are excluded are left out. */
export function nameIssues(message: ReadMessage, classifier: Classifier, wording: Wording): NamedIssue[] {
  if (message.clauses.length < 2) return [];
  return message.clauses.slice(0, partsMax).flatMap((clause) => {
    if (clause.to - clause.from < wordsMin || isMostlyExcluded(message, clause.from, clause.to)) return [];
    const best = classifier.best(toDocument(cutMessage(message, clause.from, clause.to)));
    if (best.label === noneLabel) return [];
    const before = message.words.slice(Math.max(0, clause.from - 3), clause.to);
    return [
      {
        workflow: best.label,
        probability: best.probability,
        words: clause.to - clause.from,
        isPrimary: saysPrimary(before, wording),
        isAdded: saysAdded(message.words, clause, wording),
      },
    ];
  });
}

/** Rule 2: the issue called primary, else the first named one. Null when the parts do not name two different ones. */
export function choosePrimary(issues: readonly NamedIssue[], partFrom: number): string | null {
  const sure = issues.filter((issue) => issue.probability >= partFrom);
  const first = sure[0];
  if (!first || sure.every((issue) => issue.workflow === first.workflow)) return null;
  return (sure.find((issue) => issue.isPrimary) ?? first).workflow;
}

function saysPrimary(words: readonly string[], wording: Wording): boolean {
  const text = ` ${words.join(' ')} `;
  for (const phrase of wording.primaryPhrases) if (text.includes(` ${phrase} `)) return true;
  return false;
}

/** One of the words of addition near the start of the clause, just before it, or at its end. */
function saysAdded(words: readonly string[], clause: Clause, wording: Wording): boolean {
  if (clause.from === 0) return false;
  const near = [...words.slice(clause.from - 1, clause.from + 3), words[clause.to - 1] ?? ''];
  return near.some((word) => wording.additionWords.has(word));
}

function isMostlyExcluded(message: ReadMessage, from: number, to: number): boolean {
  let count = 0;
  for (let at = from; at < to; at += 1) count += message.excluded[at] ?? 0;
  return count * 2 > to - from;
}
