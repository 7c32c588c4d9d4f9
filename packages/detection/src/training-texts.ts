import type { DetectableWorkflow } from './detector.ts';
import { type LabelledText, noneLabel, readTrainingData } from './training-data.ts';

/**
 * What a detector of these workflows learns from: the bundled lines of their ids and of `none`, then the workflows' own
 * examples. A text counts once; where labels differ the first one stands.
 */
export function trainingTexts(workflows: readonly DetectableWorkflow[]): LabelledText[] {
  const ids = new Set(workflows.map((workflow) => workflow.id));
  const bundled = readTrainingData().filter((line) => line.label === noneLabel || ids.has(line.label));
  const own = workflows.flatMap((workflow) => workflow.examples.map((text) => ({ text, label: workflow.id })));
  const seen = new Set<string>();
  return [...bundled, ...own].filter((line) => {
    const key = line.text.trim().toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
