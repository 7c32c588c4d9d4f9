import { type DeepReadonly, identityProofSchema, mailSchema, storedWork } from '@acebuddy/contracts';
import { effectSchemas, ticketRequestSchema } from '@acebuddy/workflows';
import { z } from 'zod';

/** Codes that a customer typed are checked before the commit and never stored. */
const { createTicket, appendTranscript, verifyCode: _, ...asTheyAre } = effectSchemas;

/** The engine's effects, completed with what only this service knows. */
const effectWorkSchema = z.discriminatedUnion('kind', [
  createTicket.extend({
    ticket: ticketRequestSchema.extend({
      /** Of releases before `IdentityProof`: true, false. Never read: the run says what was proven (`proofOfRun`). */
      verified: z.union([identityProofSchema, z.boolean()]).nullable(),
    }),
    reference: z.string(),
    throughLine: z.number().int(),
  }),
  appendTranscript.extend({ fromLine: z.number().int(), throughLine: z.number().int() }),
  ...Object.values(asTheyAre),
]);

const followUp = z.object({ id: z.string(), awaited: z.literal(false) });

/** The service's own follow-ups. */
const followUpSchema = z.discriminatedUnion('kind', [
  followUp.extend({ kind: z.literal('mail'), mail: mailSchema }),
  followUp.extend({
    kind: z.literal('push'),
    text: z.string(),
    suggestions: z.array(z.string()),
    /** Say it by mail when the chat cannot be reached. */
    mailFallback: z.boolean(),
    /** What that mail says; `text` when left out. */
    letter: mailSchema.exactOptional(),
    /** Whose request it is about; the newest one when left out. */
    runId: z.string().exactOptional(),
    /** Only said while nobody has said anything since: a question whether she is still there. ISO instant. */
    quietSince: z.string().exactOptional(),
  }),
  /** News that only a newer release understands: it is kept here until one does its work. */
  followUp.extend({
    kind: z.literal('news'),
    /** What this service follows. */
    feed: z.enum(['ticket-news', 'approval-news']),
    item: z.unknown(),
  }),
]);

/** Everything that stands in the outbox, by kind. */
export const workSchema = z.discriminatedUnion('kind', [...effectWorkSchema.options, ...followUpSchema.options]);
export type Work = DeepReadonly<z.infer<typeof effectWorkSchema>> | z.infer<typeof followUpSchema>;
export type Feed = Extract<Work, { kind: 'news' }>['feed'];

const storedWorkSchema = storedWork(workSchema);

export interface ReadWork {
  /** Null: this release does not understand it. */
  readonly work: Work | null;
  /** Where in it that shows, for example `ticket.status`. */
  readonly place?: string;
}

/** Looks into work as it stands in the outbox. Unknown keys are kept, unknown kinds and values not understood. */
export function readWork(stored: unknown): ReadWork {
  const { data, error } = storedWorkSchema.safeParse(stored);
  return data === undefined ? { work: null, place: (error.issues[0]?.path ?? []).join('.') } : { work: data };
}
