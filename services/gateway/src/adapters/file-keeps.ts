import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  chatAddressSchema,
  chatEventSchema,
  instantSchema,
  languageSchema,
  requestIdSchema,
  storedRecord,
} from '@acebuddy/contracts';
import { type Logger, workOriginSchema } from '@acebuddy/service-kit';
import { createRecordCipher, type EncryptionKeys } from '@acebuddy/storage/sealing';
import { z } from 'zod';
import type { Keep, Keeps, KeptEvent, OpenTurn } from '../ports.ts';

export interface KeepsOptions {
  readonly dataDir: string;
  readonly keys: EncryptionKeys;
  readonly logger: Logger;
}

export const keptEventSchema = z.object({
  event: chatEventSchema,
  since: z.number(),
  origin: workOriginSchema.exactOptional(),
}) satisfies z.ZodType<KeptEvent>;
export const openTurnSchema = z.object({
  requestId: requestIdSchema,
  address: chatAddressSchema.pick({ preview: true, callbackId: true }),
  turnStartedAt: instantSchema,
  language: languageSchema.exactOptional(),
}) satisfies z.ZodType<OpenTurn>;

/** Where the sealed files lie, and what binds each to its place. */
export const keptPlaces = {
  events: { folder: 'undelivered-events', suffix: '.event', place: 'gateway/event' },
  turns: { folder: 'open-turns', suffix: '.turn', place: 'gateway/turn' },
} as const;

/** What the gateway has to remember, in folders of `dataDir` that several gateways may share. */
export function openKeeps(options: KeepsOptions): Keeps {
  return {
    events: openKeep<KeptEvent>(options, {
      ...keptPlaces.events,
      schema: storedRecord(keptEventSchema),
      idOf: ({ event }) => `${event.conversationId}\n${event.eventId}`,
      atOf: ({ since }) => since,
    }),
    turns: openKeep<OpenTurn>(options, {
      ...keptPlaces.turns,
      schema: storedRecord(openTurnSchema),
      idOf: ({ requestId }) => requestId,
      atOf: ({ turnStartedAt }) => Date.parse(turnStartedAt),
    }),
  };
}

interface Kind<T> {
  readonly folder: string;
  readonly suffix: string;
  /** Binds the sealed text to what it is (record-cipher.ts). */
  readonly place: string;
  readonly schema: z.ZodType<T>;
  readonly idOf: (kept: T) => string;
  /** Epoch milliseconds. */
  readonly atOf: (kept: T) => number;
}

/** One sealed file for each, named by what it is about: the same twice is one file. A file is whole or not there. */
function openKeep<T>({ dataDir, keys, logger }: KeepsOptions, kind: Kind<T>): Keep<T> {
  const folder = join(dataDir, kind.folder);
  const cipher = createRecordCipher(keys);
  const recordId = (name: string) => `${kind.place}/${name}`;
  const nameOf = (kept: T) =>
    `${createHash('sha256').update(kind.idOf(kept)).digest('hex').slice(0, 40)}${kind.suffix}`;
  const read = async (name: string): Promise<T[]> => {
    try {
      const text = await readFile(join(folder, name), 'utf8');
      return [kind.schema.parse(JSON.parse(cipher.open(text, recordId(name))))];
    } catch (error) {
      logger.error({ err: error, file: name }, 'what the gateway kept cannot be read');
      return [];
    }
  };
  return {
    async add(kept) {
      const name = nameOf(kept);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeWhole(folder, name, cipher.seal(JSON.stringify(kept), recordId(name)));
    },
    remove: (kept) => rm(join(folder, nameOf(kept)), { force: true }),
    async all() {
      const names = await readdir(folder).catch(noneIfMissing);
      const kept = await Promise.all(names.filter((name) => name.endsWith(kind.suffix)).map(read));
      return kept.flat().toSorted((left, right) => kind.atOf(left) - kind.atOf(right));
    },
  };
}

/** On the disk before this resolves, under its name only when it is complete. */
export async function writeWhole(folder: string, name: string, text: string): Promise<void> {
  const draft = join(folder, `${name}.${randomUUID()}`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, join(folder, name));
}

export function noneIfMissing(error: unknown): string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
}
