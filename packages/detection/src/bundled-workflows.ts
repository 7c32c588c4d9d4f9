import type { DetectableWorkflow } from './detector.ts';
import { noneLabel, readTrainingData } from './training-data.ts';

/** The workflows that the bundled training lines know, without examples of their own. */
export function bundledWorkflows(): DetectableWorkflow[] {
  const ids = new Set(readTrainingData().map((line) => line.label));
  ids.delete(noneLabel);
  return [...ids].sort().map((id) => ({ id, name: id, examples: [] }));
}
