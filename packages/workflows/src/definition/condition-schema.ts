import { z } from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** What one answer is compared with. A plain value means "equals". */
export const testSchema = z.union([
  scalar,
  z.strictObject({ is: scalar }),
  z.strictObject({ not: scalar }),
  z.strictObject({ in: z.array(scalar).min(1) }),
  z.strictObject({ not_in: z.array(scalar).min(1) }),
  z.strictObject({ gt: z.number() }),
  z.strictObject({ gte: z.number() }),
  z.strictObject({ lt: z.number() }),
  z.strictObject({ lte: z.number() }),
  /** Whether the customer has answered (an answer that was skipped is not known). */
  z.strictObject({ known: z.boolean() }),
  /** For dates: today is 0, tomorrow 1; true when the date is not further away than that. */
  z.strictObject({ within_days: z.number().int().min(0) }),
]);
export type Test = z.infer<typeof testSchema>;

/**
 * A condition is data: slot names with tests (all must hold), and `all`, `any`, `not` to combine them. Names with a dot
 * are facts of the chat, for example `customer.poc` or `steps.failed` (docs/workflows.md lists them).
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly [slot: string]: Test };

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(conditionSchema).min(1) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
    z.strictObject({ not: conditionSchema }),
    z
      .record(z.string().regex(/^[a-z][a-z0-9_.]*$/), testSchema)
      .refine((tests) => Object.keys(tests).length > 0, 'a condition needs at least one test'),
  ]),
) as z.ZodType<Condition>;

/** Facts that conditions may use besides slots. */
export const factNames = [
  'customer.known',
  'customer.verified',
  'customer.proof',
  'customer.poc',
  'customer.poc_known',
  'request.for_other',
  'steps.failed',
  'hours.open',
] as const;
