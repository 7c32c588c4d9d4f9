import { createHash } from 'node:crypto';
import { AppError, comparedGroupShape, instantSchema } from '@acebuddy/contracts';
import type { RecordCipher, VersionedRecord } from '@acebuddy/storage';
import { z } from 'zod';
import type { LearningStore } from '../../learning-ports.ts';

/** What is sealed beside a model. The contract files hold it as `model`. */
export const modelCardSchema = z.object({
  at: instantSchema,
  learnedFrom: z.number().int(),
  heldOut: z.number().int(),
  /** Digests of the places of all labels that were there. */
  lines: z.array(z.string()),
  comparedWith: z.number().int().nullable(),
  groups: z.array(comparedGroupShape),
  mayBeTaken: z.boolean(),
  /** Of its bytes: SHA-256. */
  digest: z.string(),
});
export type ModelCard = z.infer<typeof modelCardSchema>;

/** Which model is in force, and the training that runs. The contract files hold it as `learning`. */
export const learningStateSchema = z.object({
  active: z.number().int().nullable(),
  /** Models that were in force before, the newest last; null: the shipped one. */
  history: z.array(z.number().int().nullable()),
  /** The newest that was made. */
  newest: z.number().int().nullable(),
  lastId: z.number().int(),
  training: z
    .object({
      id: z.number().int(),
      state: z.enum(['running', 'done', 'failed']),
      startedAt: instantSchema,
      phase: z.enum(['topics', 'acts', 'comparison']),
      language: z.string().nullable(),
      share: z.number(),
      problem: z.string().nullable(),
      owner: z.string(),
      /** Without news until then its process is gone. */
      leaseUntil: instantSchema,
    })
    .nullable(),
});
export type LearningState = z.infer<typeof learningStateSchema>;

export const noLearning: LearningState = { active: null, history: [], newest: null, lastId: 0, training: null };

/** Models in the clear, and what is said of them all. */
export interface Models {
  state(): Promise<LearningState>;
  /** Changes the state by compare-and-set; `next` may be called several times. Returns what is stored then. */
  change(next: (state: LearningState) => LearningState): Promise<LearningState>;
  put(id: number, bytes: Uint8Array, card: Omit<ModelCard, 'digest'>): Promise<void>;
  /** Null: there is none. */
  card(id: number): Promise<ModelCard | null>;
  /** @throws AppError `INTERNAL` when it is there no more, was altered, or its key is gone */
  bytes(id: number): Promise<Uint8Array>;
  /** Drops all but those that the state names. */
  tidy(state: LearningState): Promise<void>;
}

export interface ModelsDeps {
  readonly store: LearningStore;
  readonly cipher: RecordCipher;
  readonly record: VersionedRecord<LearningState>;
}

/** As text: well below what a document may hold, sealed. */
const partChars = 512 * 1_024;
const triesMax = 20;

export function createModels({ store, cipher, record }: ModelsDeps): Models {
  return {
    state: async () => (await record.load())?.state ?? noLearning,
    async change(next) {
      for (let tried = 0; tried < triesMax; tried += 1) {
        const held = await record.load();
        const changed = next(held?.state ?? noLearning);
        if (await record.save(changed, held?.version ?? 0)) return changed;
      }
      throw new AppError('CONFLICT', 'The model is being changed by many at once. Please try again.');
    },
    async put(id, bytes, card) {
      const text = Buffer.from(bytes).toString('base64');
      const parts = Array.from({ length: Math.ceil(text.length / partChars) }, (_, part) =>
        cipher.seal(text.slice(part * partChars, (part + 1) * partChars), modelPartName(id, part)),
      );
      const whole: ModelCard = { ...card, digest: digestOf(bytes) };
      await store.putModel(id, cipher.seal(JSON.stringify(whole), modelName(id)), parts);
    },
    async card(id) {
      const sealed = await store.card(id);
      return sealed === null ? null : modelCardSchema.parse(JSON.parse(cipher.open(sealed, modelName(id))));
    },
    async bytes(id) {
      const [card, parts] = await Promise.all([this.card(id), store.parts(id)]);
      const text = parts.map((sealed, part) => cipher.open(sealed, modelPartName(id, part))).join('');
      const bytes = Buffer.from(text, 'base64');
      if (card === null || digestOf(bytes) !== card.digest)
        throw new AppError('INTERNAL', `Model ${id} is not whole in the store.`);
      return bytes;
    },
    tidy: ({ active, newest, history }) =>
      store.keepModels([active, newest, ...history].filter((id): id is number => id !== null)),
  };
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Names bind a sealed text to its place. */
export const modelName = (id: number): string => `model:${id}`;
export const modelPartName = (id: number, part: number): string => `model:${id}/${part}`;
export const learningRecord = { collection: 'learning', name: 'learning', recordId: 'learning' } as const;
