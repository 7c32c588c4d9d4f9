import type { Understanding } from './understanding.ts';

/** A line of output of `pnpm detect`. */
export interface Answer {
  readonly text: string;
  /** Best single choice: the match, for `unsure` the first alternative, null for none. */
  readonly workflow: string | null;
  readonly confidence: number;
  readonly alternatives: Understanding['alternatives'];
}

export function toAnswer(text: string, understanding: Understanding): Answer {
  return {
    text,
    workflow: bestWorkflow(understanding),
    confidence: round(understanding.confidence),
    alternatives: understanding.alternatives.map((alternative) => ({
      workflow: alternative.workflow,
      confidence: round(alternative.confidence),
    })),
  };
}

/** `unsure` asks "A or B?" in a chat; where one answer is wanted, it is A. */
export function bestWorkflow(understanding: Understanding): string | null {
  if (understanding.outcome === 'none') return null;
  return understanding.workflow ?? understanding.alternatives[0]?.workflow ?? null;
}

function round(value: number): number {
  return Math.round(value * 10000) / 10000;
}
