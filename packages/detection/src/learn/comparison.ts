import { z } from 'zod';

/** Where lines that two models are compared on come from. */
export const comparedSets = ['development', 'labels', 'own'] as const;

/** How two models read the lines of one topic or act, or of all of a head; shares can be had by dividing by `count`. */
export const comparedGroupSchema = z.object({
  head: z.enum(['topic', 'act']),
  /** `development`: shipped and never learned from. `labels`: held out of the labels. `own`: examples of the operator's workflows, which both learned from. */
  set: z.enum(comparedSets),
  /** A workflow, `none`, an act, or `all`. */
  name: z.string(),
  /** Of acts, which are read by a model a language. */
  language: z.string().nullable(),
  count: z.number().int(),
  /** Lines that the model in force reads rightly, and that the new one does. */
  before: z.number().int(),
  after: z.number().int(),
  /** Lines that only the model in force reads rightly, and that only the new one does. */
  lost: z.number().int(),
  gained: z.number().int(),
  /** Standard error of the two shares and of their difference, the largest; 0 to 1. */
  error: z.number(),
  /** Two lines or more were lost over those gained, and more than the error. */
  isWorse: z.boolean(),
  /** Held-out labels that the new model, which learned from the others, surely reads as something else. */
  contradicted: z.number().int(),
  /** Half of them or more are: these labels do not say what such messages mean. */
  isContradicted: z.boolean(),
});
export type ComparedGroup = z.infer<typeof comparedGroupSchema>;

/** One line as both models read it. */
export interface ComparedLine extends Pick<ComparedGroup, 'head' | 'set' | 'name' | 'language'> {
  readonly wasRight: boolean;
  readonly isRight: boolean;
  /** The new model is sure of something else. */
  readonly isContradicted: boolean;
}

/** One line more or less is chance, however few there are. */
const linesLostMin = 2;
/** Fewer contradictions than this are slips of single labels. */
const contradictedMin = 3;

/** Why a model must not be taken over; nothing: it may. */
export const objections = (groups: readonly ComparedGroup[]): readonly ComparedGroup[] =>
  groups.filter(({ isWorse, isContradicted }) => isWorse || isContradicted);

/** Groups by head, set, language and name, each head's sets with all their lines first. */
export function compareLines(lines: readonly ComparedLine[]): ComparedGroup[] {
  const groups = new Map<string, ComparedLine[]>();
  for (const line of lines)
    for (const name of ['all', line.name]) {
      const key = JSON.stringify([line.head, line.set, line.language, name]);
      const held = groups.get(key) ?? [];
      held.push({ ...line, name });
      groups.set(key, held);
    }
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    return first === undefined ? [] : [toGroup(first, members)];
  });
}

function toGroup({ head, set, name, language }: ComparedLine, members: readonly ComparedLine[]): ComparedGroup {
  const count = members.length;
  const before = members.filter(({ wasRight }) => wasRight).length;
  const after = members.filter(({ isRight }) => isRight).length;
  const lost = members.filter(({ wasRight, isRight }) => wasRight && !isRight).length;
  const gained = after - before + lost;
  const error = Math.max(errorOfShare(before, count), errorOfShare(after, count), errorOfChange(lost, gained, count));
  const isWorse = before - after >= linesLostMin && (before - after) / count > error;
  const contradicted = set === 'labels' ? members.filter((line) => line.isContradicted).length : 0;
  return {
    ...{ head, set, name, language, count, before, after, lost, gained, error: rounded(error), isWorse, contradicted },
    isContradicted: contradicted >= contradictedMin && contradicted >= count / 2,
  };
}

/** Of a share, with one line more on each side: none of twenty wrong is no proof that none ever is. */
function errorOfShare(right: number, count: number): number {
  const share = (right + 1) / (count + 2);
  return Math.sqrt((share * (1 - share)) / count);
}

/** Of the difference of two shares of the same lines: only those count that the two read differently (McNemar). */
function errorOfChange(lost: number, gained: number, count: number): number {
  return Math.sqrt(Math.max(0, lost + gained - (lost - gained) ** 2 / count)) / count;
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
