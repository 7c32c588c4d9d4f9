import type { DetectableWorkflow } from './detector.ts';
import { normalise } from './engine/normalise.ts';
import { tokenise } from './engine/tokens.ts';
import { type LabelledText, noneLabel, readTrainingData, trainingLanguages } from './training-data.ts';

/**
 * What a detector of these workflows learns from: the bundled lines of their ids and of `none` in every language, then the workflows' own
 * examples. A text counts once; where labels differ the first one stands. Lines of `none` about the very thing that a workflow of one's own
 * is for ("VPN won't connect") are left out: they are none for the bundled thirteen only.
 */
export function trainingTexts(workflows: readonly DetectableWorkflow[]): LabelledText[] {
  const ids = new Set(workflows.map((workflow) => workflow.id));
  const bundled = trainingLanguages()
    .flatMap((language) => readTrainingData(language))
    .filter((line) => line.label === noneLabel || ids.has(line.label));
  const taken = wordsOfOwn(workflows, bundled);
  const own = workflows.flatMap((workflow) => workflow.examples.map((text) => ({ text, label: workflow.id })));
  const seen = new Set<string>();
  return [...bundled, ...own].filter((line) => {
    if (line.label === noneLabel && taken.size > 0 && wordsOf(line.text).some((word) => taken.has(word))) return false;
    const key = line.text.trim().toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A word in this share of a workflow's examples, and in at most that share of the lines of all the others, is its own. */
const ownShareMin = 0.25;
const otherShareMax = 0.002;

/** Words that name what the workflows without bundled lines are for. */
function wordsOfOwn(workflows: readonly DetectableWorkflow[], bundled: readonly LabelledText[]): ReadonlySet<string> {
  const known = new Set(bundled.map((line) => line.label));
  const added = workflows.filter((workflow) => !known.has(workflow.id) && workflow.examples.length > 0);
  if (added.length === 0) return new Set();
  const others = bundled.filter((line) => line.label !== noneLabel);
  const otherCounts = textsByWord(others.map((line) => line.text));
  return new Set(
    added.flatMap((workflow) =>
      [...textsByWord(workflow.examples)]
        .filter(([word, count]) => {
          const elsewhere = (otherCounts.get(word) ?? 0) / Math.max(1, others.length);
          return count >= workflow.examples.length * ownShareMin && elsewhere <= otherShareMax;
        })
        .map(([word]) => word),
    ),
  );
}

function textsByWord(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of new Set(wordsOf(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function wordsOf(text: string): string[] {
  return tokenise(normalise(text)).map((token) => token.text);
}
