import { identityProofSchema, sessionStates } from '@acebuddy/contracts';
import { z } from 'zod';

const texts = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === 'string' ? [value] : value));

/** What must come back. Everything is optional; what is written must hold. */
const expectations = {
  /** Parts of the bot's words. */
  says: texts.optional(),
  /** Must not be said. */
  never: texts.optional(),
  /** The slot that is asked, or the step's id. */
  asks: z.string().nullable().optional(),
  pending: z.string().nullable().optional(),
  state: z.enum(sessionStates).optional(),
  workflow: z.string().nullable().optional(),
  slots: z.record(z.string(), z.string()).optional(),
  /** Kinds of all effects of this turn, in order. */
  effects: z.array(z.string()).optional(),
  /** Facts of the ticket that this turn creates; texts are parts. */
  ticket: z.record(z.string(), z.union([z.string(), z.boolean(), z.null(), z.array(z.string())])).optional(),
  buttons: z.array(z.string()).optional(),
  action: z.enum(['reply', 'forward', 'silent']).optional(),
  verified: identityProofSchema.nullable().optional(),
  card: z.string().nullable().optional(),
};

const understanding = {
  /** What the detector makes of it: a workflow, or two for "unsure"; nothing for "none". */
  as: z.string().optional(),
  unsure: z.tuple([z.string(), z.string()]).optional(),
  also: z.array(z.string()).optional(),
  /** It is not English. */
  foreign: z.literal(true).optional(),
};

/** YAML reads an unquoted 90 as a number; a customer types it. */
const spoken = z.union([z.string(), z.number().transform(String)]);

const turn = z.union([
  spoken.transform((say) => ({ say })),
  z.strictObject({
    say: spoken,
    files: z.array(z.string()).optional(),
    article: z.string().optional(),
    ...understanding,
    ...expectations,
  }),
  z.strictObject({ open: z.literal(true), ...expectations }),
  z.strictObject({ answers: z.record(z.string(), z.string()), ...understanding, ...expectations }),
  z.strictObject({ wait: z.number(), ...expectations }),
  z.strictObject({ operator: z.enum(['joined', 'left', 'missed', 'completed', 'talked']), ...expectations }),
  z.strictObject({
    approval: z.enum(['approved', 'declined', 'expired']),
    /** The run that it is about; the newest one that waits when left out. */
    run: z.string().optional(),
    comment: z.string().optional(),
    ...expectations,
  }),
  z.strictObject({
    failed: z.enum(['offline_hours', 'operators_unavailable', 'invalid_operators', 'reply_too_long', 'other']),
    ...expectations,
  }),
  z.strictObject({ late: z.literal(true), ...expectations }),
  z.strictObject({ rated: z.number().nullable(), feedback: z.string().optional(), ...expectations }),
  z.strictObject({ close: z.string().nullable(), ...expectations }),
  z.strictObject({ ticket_closed: z.string(), ...expectations }),
  /** An agent answers on the ticket of this run. */
  z.strictObject({ agent: z.string(), run: z.string().default('run-1'), ...expectations }),
]);
export type ScriptTurn = z.infer<typeof turn>;

export const scriptSchema = z.strictObject({
  name: z.string(),
  customer: z.enum(['known', 'poc', 'stranger', 'nameless']).default('known'),
  at: z.enum(['open', 'closed']).default('open'),
  desk: z.enum(['created', 'pending', 'failed']).default('created'),
  mail: z.enum(['sent', 'limited', 'failed']).default('sent'),
  codes: z.boolean().default(true),
  cards: z.boolean().default(true),
  /** The channel asks the bot only while no person holds the chat, as SalesIQ does. */
  calls_only_when_free: z.boolean().default(false),
  open_request: z.string().optional(),
  /** Requests of other chats by ticket number: the workflow; `closed`, `on_hold`; what an agent answered; whose it is. */
  earlier: z
    .record(
      z.string(),
      z.strictObject({
        workflow: z.string(),
        email: z.string().default('maria@acme.example'),
        closed: z.boolean().default(false),
        on_hold: z.boolean().default(false),
        answer: z.string().optional(),
      }),
    )
    .default({}),
  turns: z.array(turn).min(1),
});
export type Script = z.infer<typeof scriptSchema>;

/** A file of scripts; `workflow` is what each first message means where a script says nothing else. */
export const scriptFileSchema = z.strictObject({
  workflow: z.string().optional(),
  scripts: z.array(scriptSchema).min(1),
});
export type ScriptFile = z.infer<typeof scriptFileSchema>;
