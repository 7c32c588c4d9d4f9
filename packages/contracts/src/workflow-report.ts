import { z } from 'zod';
import { extensibleEnum } from './extensible-enum.ts';
import { reportInputSchema } from './report.ts';

/*
 * Which ways runs took through their workflows: counted from facts, so without persons and texts, and beyond the life of the
 * chats. Runs of wrong guesses count nowhere.
 */

/** Input of `conversation.workflowsReport`; days as in `conversation.report`. */
export const workflowsReportInputSchema = reportInputSchema.pick({ from: true, to: true, tz: true });
/** Input of `conversation.workflowReport`. */
export const workflowReportInputSchema = workflowsReportInputSchema.extend({ workflow: z.string().min(1).max(100) });
export type WorkflowsReportInput = z.input<typeof workflowsReportInputSchema>;
export type WorkflowReportInput = z.input<typeof workflowReportInputSchema>;

const count = z.number().int().nonnegative();
const counts = {
  runs: count,
  /** Reached an end of their workflow, as `completion_rate` counts it. */
  completed: count,
  /** She left or withdrew before an end. */
  left: count,
  /** Handed to a person, or one was wanted in vain. */
  toPerson: count,
};

export const askedQuestionSchema = z.object({
  /** Id of its node in the graph; null: it is in no step of the file as it is now. */
  node: z.string().nullable(),
  slot: z.string(),
  /** What it asks, in the workflow's own words. */
  text: z.string(),
  /** Runs that came to it. */
  asked: count,
  /** Runs in which it was put again, since an answer could not be used, and how often in all. */
  runsAgain: count,
  again: count,
  /** Runs that she left at it. */
  left: count,
});
export type AskedQuestion = z.infer<typeof askedQuestionSchema>;

export const tookGuideSchema = z.object({
  node: z.string(),
  text: z.string(),
  /** Runs that came to it; of those with a word of hers: what it was. `before`: she had done it already. */
  shown: count,
  worked: count,
  failed: count,
  cannot: count,
  before: count,
  left: count,
});
export type TookGuide = z.infer<typeof tookGuideSchema>;

const days = { from: z.iso.date(), to: z.iso.date(), zone: z.string() };

/** Answer of `conversation.workflowsReport`: every workflow of this installation, those without runs, too. */
export const workflowsReportSchema = z.object({
  ...days,
  items: z.array(
    z.object({
      workflow: z.string(),
      name: z.string(),
      ...counts,
      /** The question that was put again in most runs; null: none was. */
      worst: askedQuestionSchema.nullable(),
    }),
  ),
});
export type WorkflowsReport = z.infer<typeof workflowsReportSchema>;

/** Answer of `conversation.workflowReport`. `NOT_FOUND` for ids of no workflow of this installation. */
export const workflowReportSchema = z.object({
  ...days,
  workflow: z.string(),
  name: z.string(),
  summary: z.string(),
  file: z.object({
    /** From the root of the checkout, or beginning with `WORKFLOWS_DIR`. */
    path: z.string(),
    version: z.string(),
    /** BCP 47. */
    languages: z.array(z.string()),
  }),
  ...counts,
  /** Runs whose way was not kept (an earlier release), and those with a step that the file has no more. */
  withoutWay: count,
  otherFile: count,
  nodes: z.array(
    z.object({
      id: z.string(),
      kind: extensibleEnum([
        'start',
        'condition',
        'ask',
        'say',
        'guide',
        'confirm',
        'verify',
        'offer',
        'goto',
        'switch',
        'end',
        'resolved',
      ]),
      text: z.string(),
      runs: count,
      left: count,
      toPerson: count,
    }),
  ),
  edges: z.array(z.object({ from: z.string(), to: z.string(), label: z.string().nullable(), runs: count })),
  /** Those that were put again in most runs first. */
  questions: z.array(askedQuestionSchema),
  guides: z.array(tookGuideSchema),
  byLanguage: z.array(z.object({ language: z.string().nullable(), ...counts })),
});
export type WorkflowReport = z.infer<typeof workflowReportSchema>;
