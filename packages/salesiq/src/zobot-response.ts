import { z } from 'zod';

/*
 * What SalesIQ accepts as the bot's turn (salesiq.md §3), as far as this product says it. The simulator holds our
 * responses against these schemas.
 */

/** Longest reply that is safe on every channel; `strict` where the portal is known to refuse more (§3.2). */
export const replyCharsMax = { normal: 1_000, strict: 250 } as const;
/** As many replies as are sent when the text allows it, and the most that are ever sent (§3.2). */
export const repliesMax = { wanted: 3, ever: 5 } as const;

const shortText = z.string().min(1).max(300);
const errorLines = z.array(shortText).min(1).max(3);

const zobotReplySchema = z.union([
  z.string().min(1).max(replyCharsMax.normal),
  z.strictObject({ text: z.string().min(1).max(replyCharsMax.normal), image: z.url().optional() }),
]);
export type ZobotReply = z.infer<typeof zobotReplySchema>;

const repliesSchema = z.array(zobotReplySchema).max(repliesMax.ever);

const zobotInputSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.enum(['name', 'email']),
    placeholder: shortText,
    value: z.string().optional(),
    error: errorLines,
  }),
  z.strictObject({
    type: z.literal('tel'),
    placeholder: shortText,
    value: z.string().optional(),
    error: errorLines,
    country_code: z.string().regex(/^\+\d{1,4}$/),
  }),
  z.strictObject({ type: z.literal('select'), options: z.array(z.string().min(1).max(80)).min(1).max(20) }),
  z.strictObject({
    type: z.literal('multiple-select'),
    options: z.array(z.string().min(1).max(80)).min(1).max(20),
    max_selection: z.number().int().min(1),
  }),
  z.strictObject({ type: z.literal('calendar'), time: z.boolean(), tz: z.string().optional() }),
  z.strictObject({ type: z.literal('star-rating') }),
  z.strictObject({ type: z.literal('file'), max: z.number().int().min(1) }),
]);
export type ZobotInput = z.infer<typeof zobotInputSchema>;

export const zobotResponseSchema = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('reply'),
    replies: repliesSchema,
    suggestions: z.array(z.string().min(1).max(80)).min(1).max(20).optional(),
    input: zobotInputSchema.optional(),
  }),
  z.strictObject({ action: z.literal('forward'), replies: repliesSchema, department: z.string().optional() }),
  z.strictObject({ action: z.literal('pending'), replies: repliesSchema }),
]);
/** A turn of the bot, ready to be sent. */
export type ZobotResponse = z.infer<typeof zobotResponseSchema>;
