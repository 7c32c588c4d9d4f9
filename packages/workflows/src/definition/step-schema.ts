import { prioritySchema } from '@acebuddy/contracts';
import { z } from 'zod';
import { phrasesSchema } from '../language/phrases.ts';
import { type Condition, conditionSchema } from './condition-schema.ts';
import { nameSchema, textSchema, workflowNameSchema } from './text-schema.ts';

const common = {
  /** Needed only where a `goto` leads here. */
  id: nameSchema.optional(),
  /** The step is left out unless this holds. */
  when: conditionSchema.optional(),
};

export const outcomes = ['ticket', 'resolved', 'awaiting_approval', 'escalated'] as const;

const approvalSchema = z.strictObject({
  subject: textSchema.max(200),
  /** Slots shown to the point of contact, in order. */
  facts: z.array(nameSchema).default([]),
});

/** Ask for an answer; left out when it is known already. */
const askStep = z.strictObject({
  ...common,
  ask: nameSchema,
  /** What is welcome in the same answer, and is not asked for here by itself when it does not come. */
  with: z.array(nameSchema).max(4).default([]),
  /** The question in place of the slot's own; `[[!slot …]]` leaves out what is known. */
  text: textSchema.optional(),
});
/** Say something once; the next step follows in the same reply. */
const sayStep = z.strictObject({ ...common, say: textSchema });
/** One instruction for the customer to try. */
const guideStep = z.strictObject({
  ...common,
  guide: textSchema,
  /** The question after it. */
  check: textSchema.max(200).optional(),
  /** `fix`: "worked" solves the problem. `do`: "done" leads to the next step. */
  goal: z.enum(['fix', 'do']).default('fix'),
  /** Said instead of giving up at the first "still broken"; a second one leads to a person. */
  again: textSchema.optional(),
  /** Another way to the same, said once where what the step speaks of is not there ("there is no Edit"). */
  elsewhere: textSchema.optional(),
  why: textSchema.optional(),
  /** How people tell that they did this before the chat ("restarted the spooler"): then the step is left out. */
  tried: z.array(z.string().trim().min(2).max(80)).max(40).default([]),
  /** What she may have said that makes this step pointless ("the others can open it"), as phrases: then it is left out. */
  pointless_if: phrasesSchema.optional(),
  /** Step to go to when it worked; left out: the run ends as resolved. */
  worked: nameSchema.optional(),
  /** Step to go to when it did not work, or cannot be done; left out: the next one. */
  failed: nameSchema.optional(),
  cannot: nameSchema.optional(),
});
/** Show the answers and have them confirmed; every line can be corrected. */
const confirmStep = z.strictObject({
  ...common,
  confirm: z.array(nameSchema).min(1).max(12),
  text: textSchema.optional(),
  /** Shown after the lines, for example consequences. */
  note: textSchema.optional(),
});
/** Prove who the customer is with a one-time code. Put before every end of a ticket when the file says `verification: code`. */
const verifyStep = z.strictObject({ ...common, verify: z.literal('identity') });
/** Offer the three ways to a person. */
const offerStep = z.strictObject({ ...common, offer: z.literal('person'), text: textSchema.optional() });
/** The run goes on as another workflow; answers with the same names are kept. */
const switchStep = z.strictObject({ ...common, switch: workflowNameSchema, say: textSchema.optional() });
const gotoStep = z.strictObject({ ...common, goto: nameSchema });
const endStep = z.strictObject({
  ...common,
  end: z.enum(outcomes),
  /** Said after the ticket number, or before it when nothing was found to wait for. */
  say: textSchema.optional(),
  priority: prioritySchema.optional(),
  team: z.string().trim().max(100).optional(),
  /** What the team must do; the ticket's own `action` when left out. */
  action: textSchema.optional(),
  expected: z.string().trim().max(200).optional(),
  tags: z.array(z.string().min(3).max(100)).max(10).default([]),
  approval: approvalSchema.optional(),
  /** After the ticket the ways to a person are offered; an escalated run then is not handed over by itself. */
  ways: z.boolean().optional(),
  /** Notes in the customer's mail. */
  notes: z.array(textSchema).max(6).default([]),
});

export type AskStep = z.infer<typeof askStep>;
export type GuideStep = z.infer<typeof guideStep>;
export type ConfirmStep = z.infer<typeof confirmStep>;
export type SwitchStep = z.infer<typeof switchStep>;
export type EndStep = z.infer<typeof endStep>;
export type OfferStep = z.infer<typeof offerStep>;
type PlainStep =
  | AskStep
  | z.infer<typeof sayStep>
  | GuideStep
  | ConfirmStep
  | z.infer<typeof verifyStep>
  | OfferStep
  | SwitchStep
  | z.infer<typeof gotoStep>
  | EndStep;
/** Steps that belong together, usually behind one `when`. */
export interface BlockStep {
  readonly id?: string | undefined;
  readonly when?: Condition | undefined;
  readonly steps: readonly StepDefinition[];
}
export type StepDefinition = PlainStep | BlockStep;

const byKey = {
  ask: askStep,
  say: sayStep,
  guide: guideStep,
  confirm: confirmStep,
  verify: verifyStep,
  offer: offerStep,
  switch: switchStep,
  goto: gotoStep,
  end: endStep,
} as const;

const blockStep: z.ZodType<BlockStep> = z.lazy(() =>
  z.strictObject({ ...common, steps: z.array(stepSchema).min(1) }),
) as z.ZodType<BlockStep>;

/** One of the steps; a plain union, so that the JSON Schema for editors can say all of them. */
export const stepSchema: z.ZodType<StepDefinition> = z.union([
  ...Object.values(byKey),
  blockStep,
]) as unknown as z.ZodType<StepDefinition>;

/** The schema of the step that this value means to be, for messages that speak of one step instead of all ten. */
export function stepSchemaFor(value: unknown): z.ZodType | null {
  if (typeof value !== 'object' || value === null) return null;
  const key = ['end', 'switch', 'ask', 'guide', 'confirm', 'verify', 'offer', 'goto', 'say'].find(
    (name) => name in value,
  );
  if (key !== undefined) return byKey[key as keyof typeof byKey];
  return 'steps' in value ? blockStep : null;
}

export const stepKeys = [...Object.keys(byKey), 'steps'];
