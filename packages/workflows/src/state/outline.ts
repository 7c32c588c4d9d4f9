import { identityProofSchema } from '@acebuddy/contracts';
import { z } from 'zod';
import type { EngineState } from '../engine-types.ts';
import { defaultLanguage } from '../replies/reply-types.ts';

const runSchema = z.object({
  id: z.string(),
  workflow: z.string(),
  ended: z.string().nullable(),
  /** A workflow file handed it to a person. */
  byRule: z.boolean().optional(),
  /** She fell silent at a step that may have helped. */
  leftAtStep: z.boolean().optional(),
  /** The steps that it passed, how often the open question was put again, and what became of guidance. */
  way: z.string().optional(),
  asked: z.object({ key: z.string(), tries: z.number() }).nullish(),
  done: z.record(z.string(), z.string()).optional(),
});

const stateSchema = z.object({
  holder: z.string(),
  handedOver: z.object({ joined: z.boolean(), at: z.string().optional() }).nullish(),
  /** What is proven of her, as of the last step. */
  identity: z.object({ proof: identityProofSchema.nullable().optional().catch(null) }).optional(),
  language: z.string().nullish(),
  run: runSchema.nullable(),
  stack: z.array(runSchema),
  pending: z.object({ kind: z.string(), why: z.string().optional() }).nullable(),
  tickets: z.array(
    z.object({ runId: z.string(), workflow: z.string(), outcome: z.string(), decided: z.boolean().optional() }),
  ),
  runCount: z.number(),
  misses: z.number(),
  rated: z.number().nullish(),
});

/** What counting needs of a chat's state: no words and no names of anybody. */
export interface Outline extends z.infer<typeof stateSchema> {
  /** The language that she is answered in, BCP 47. */
  readonly language: string;
  /** The same where her own words told it; null while only her channel can say. */
  readonly heardLanguage: string | null;
}

/** A state never changes, and several look at the same one. */
const known = new WeakMap<EngineState, Outline | null>();

/** Null: the state is none that this release can read. */
export function outlineOf(state: EngineState): Outline | null {
  const before = known.get(state);
  if (before !== undefined) return before;
  const { data } = stateSchema.safeParse(state);
  const outline =
    data === undefined
      ? null
      : { ...data, language: data.language ?? defaultLanguage, heardLanguage: data.language ?? null };
  known.set(state, outline);
  return outline;
}
