import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChatEvent, chatEventSchema } from '@acebuddy/contracts';
import type { Logger } from '@acebuddy/service-kit';
import { createRecordCipher, type EncryptionKeys } from '@acebuddy/storage/sealing';
import { z } from 'zod';
import type { EventKeep, KeptEvent } from '../ports.ts';

export interface EventKeepOptions {
  readonly dataDir: string;
  readonly keys: EncryptionKeys;
  readonly logger: Logger;
}

const suffix = '.event';
const keptSchema = z.object({ event: chatEventSchema, since: z.number() });

/**
 * One sealed file per event, named by what it is about: the same event twice is one file, and several gateways may share the
 * folder. A file is whole or not there.
 */
export function openEventKeep({ dataDir, keys, logger }: EventKeepOptions): EventKeep {
  const folder = join(dataDir, 'undelivered-events');
  const cipher = createRecordCipher(keys);
  const read = async (name: string): Promise<KeptEvent[]> => {
    try {
      const text = await readFile(join(folder, name), 'utf8');
      return [keptSchema.parse(JSON.parse(cipher.open(text, recordId(name))))];
    } catch (error) {
      logger.error({ err: error, file: name }, 'an event of SalesIQ that was kept cannot be read');
      return [];
    }
  };
  return {
    async add(kept) {
      const name = nameOf(kept.event);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeWhole(folder, name, cipher.seal(JSON.stringify(kept), recordId(name)));
    },
    remove: (event) => rm(join(folder, nameOf(event)), { force: true }),
    async all() {
      const names = await readdir(folder).catch(noneIfMissing);
      const kept = await Promise.all(names.filter((name) => name.endsWith(suffix)).map(read));
      return kept.flat().toSorted((left, right) => left.since - right.since);
    },
  };
}

function nameOf({ conversationId, eventId }: ChatEvent): string {
  return `${createHash('sha256').update(`${conversationId}\n${eventId}`).digest('hex').slice(0, 40)}${suffix}`;
}

const recordId = (name: string) => `gateway/event/${name}`;

/** On the disk before this resolves, under its name only when it is complete. */
async function writeWhole(folder: string, name: string, text: string): Promise<void> {
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

function noneIfMissing(error: unknown): string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
}
