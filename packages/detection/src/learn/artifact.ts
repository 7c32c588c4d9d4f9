import { z } from 'zod';

/** What was learned from labels, as far as it differs from what is shipped. */
export interface Artifact {
  readonly topics: LearnedTopics | null;
  readonly acts: readonly LearnedActs[];
}

export interface LearnedTopics {
  /** Names the lines, settings and code that it was made beside (`cacheKey` of the lines without labels). */
  readonly base: string;
  /** As `encodeModel` writes it. */
  readonly model: Uint8Array;
  /** Words that labelled lines have in common, a list a language: they are no slips. */
  readonly words: Readonly<Record<string, readonly string[]>>;
}

export interface LearnedActs {
  readonly language: string;
  readonly base: string;
  /** As `encodeActModel` writes it. */
  readonly model: Uint8Array;
}

const headerSchema = z.object({
  format: z.literal(1),
  topics: z
    .object({ base: z.string(), bytes: z.number().int(), words: z.record(z.string(), z.array(z.string())) })
    .nullable(),
  acts: z.array(z.object({ language: z.string(), base: z.string(), bytes: z.number().int() })),
});

/** Length of the header, the header as JSON, then the models in its order. */
export function encodeArtifact({ topics, acts }: Artifact): Uint8Array {
  const header: z.infer<typeof headerSchema> = {
    format: 1,
    topics: topics && {
      base: topics.base,
      bytes: topics.model.length,
      words: Object.fromEntries(Object.entries(topics.words).map(([language, words]) => [language, [...words]])),
    },
    acts: acts.map(({ language, base, model }) => ({ language, base, bytes: model.length })),
  };
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  return Buffer.concat([length, json, ...(topics === null ? [] : [topics.model]), ...acts.map(({ model }) => model)]);
}

/** The opposite of `encodeArtifact`. @throws on bytes that are not a whole one */
export function decodeArtifact(bytes: Uint8Array): Artifact {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 4 + whole.readUInt32LE(0);
  const header = headerSchema.parse(JSON.parse(whole.subarray(4, start).toString('utf8')));
  let at = start;
  const take = (size: number): Uint8Array => {
    if (at + size > whole.length) throw new Error('The learned model is cut short');
    at += size;
    return whole.subarray(at - size, at);
  };
  const topics = header.topics && {
    base: header.topics.base,
    words: header.topics.words,
    model: take(header.topics.bytes),
  };
  const acts = header.acts.map(({ language, base, bytes: size }) => ({ language, base, model: take(size) }));
  if (at !== whole.length) throw new Error('The learned model has more than its header tells of');
  return { topics, acts };
}
