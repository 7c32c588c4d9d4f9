import type { AskedQuestion, TookGuide } from '@acebuddy/contracts';
import type { Workflow, WorkflowGraph } from '@acebuddy/workflows';
import { isLeft } from './count-ends.ts';
import type { TakenWays } from './taken-ways.ts';

const question = /^(?:ask|contact):(.+)$/;

/** Every question that runs came to; those that were put again in most runs first. */
export function countQuestions(workflow: Workflow, graph: WorkflowGraph, ways: readonly TakenWays[]): AskedQuestion[] {
  const found = new Map<string, { asked: number; runsAgain: number; again: number; left: number }>();
  for (const way of ways)
    for (const [at, { key, again }] of (way.steps ?? []).entries()) {
      if (!question.test(key)) continue;
      const known = found.get(key) ?? { asked: 0, runsAgain: 0, again: 0, left: 0 };
      found.set(key, known);
      known.asked += way.runs;
      known.again += again * way.runs;
      if (again > 0) known.runsAgain += way.runs;
      if (isLeft(way) && at === (way.steps ?? []).length - 1) known.left += way.runs;
    }
  const asked = [...found].map(([key, counts]) => {
    const slot = question.exec(key)?.[1] ?? key;
    const node = graph.nodes.find((each) => each.key === key)?.id ?? null;
    return { node, slot, text: questionText(workflow, slot), ...counts };
  });
  return asked.toSorted((left, right) => right.runsAgain - left.runsAgain || right.asked - left.asked);
}

/** Slots that every workflow has (name, address) ask by themselves. */
function questionText({ definition }: Workflow, slot: string): string {
  const own = definition.slots[slot];
  return own === undefined ? slot : own.ask;
}

/** Every step of guidance in the file, in its order. */
export function countGuides(graph: WorkflowGraph, ways: readonly TakenWays[]): TookGuide[] {
  return graph.nodes.flatMap(({ id, kind, key, text }) => {
    if (kind !== 'guide') return [];
    const counts = { shown: 0, worked: 0, failed: 0, cannot: 0, before: 0, left: 0 };
    for (const way of ways) {
      const at = (way.steps ?? []).findIndex((step) => step.key === key);
      const step = way.steps?.[at];
      if (step === undefined) continue;
      counts.shown += way.runs;
      const outcome = step.outcome === 'refused' ? 'cannot' : step.outcome;
      if (outcome === 'worked' || outcome === 'failed' || outcome === 'cannot' || outcome === 'before')
        counts[outcome] += way.runs;
      if (isLeft(way) && outcome === null && at === (way.steps ?? []).length - 1) counts.left += way.runs;
    }
    return [{ node: id, text, ...counts }];
  });
}
