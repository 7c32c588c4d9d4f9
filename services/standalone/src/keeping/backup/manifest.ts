import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '@acebuddy/service-kit';
import { z } from 'zod';
import { serviceNames } from '../../service-names.ts';

export const manifestName = 'manifest.json';

const fileSchema = z.object({ name: z.string(), bytes: z.number().int().nonnegative(), sha256: z.string() });
export type BackupFile = z.infer<typeof fileSchema>;

const manifestSchema = z.object({
  format: z.literal(1),
  /** The release that took it: an older one does not put it back. */
  release: z.string(),
  /** Everything that was acknowledged before this moment is in it. */
  takenAt: z.iso.datetime(),
  /** `mongodb`: the databases are copied by MongoDB's own tools; here is only what lies beside them. */
  store: z.enum(['sqlite', 'mongodb']),
  /** The moment that the copy of each store shows. */
  stores: z.partialRecord(z.enum(serviceNames), z.object({ takenAt: z.iso.datetime() })),
  /** Ids of the encryption keys without which it cannot be read. */
  keyIds: z.array(z.string()),
  withKeys: z.boolean(),
  files: z.array(fileSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

/**
 * What a folder claims to hold.
 * @throws ConfigError where it is no backup, or not a finished one.
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, manifestName), 'utf8').catch(() => null);
  if (text === null)
    throw new ConfigError(
      [`${folder} is no backup: it has no ${manifestName}. Name a folder that \`pnpm backup\` made`],
      'COMMAND_REFUSED',
    );
  const { data, error } = manifestSchema.safeParse(tryJson(text));
  if (data === undefined)
    throw new ConfigError(
      [
        `${join(folder, manifestName)} cannot be read (${error.issues[0]?.path.join('.') ?? ''}): it was altered, or is of a newer release`,
      ],
      'COMMAND_REFUSED',
    );
  // Names lead nowhere else.
  const foreign = data.files.filter(({ name }) => name.split('/').some((part) => part === '' || part.startsWith('.')));
  if (foreign.length > 0)
    throw new ConfigError([`${join(folder, manifestName)} was altered: it names files elsewhere`], 'COMMAND_REFUSED');
  return data;
}

/** @throws ConfigError where a file is missing, or is not as it was written. */
export async function checkFile(folder: string, { name, bytes, sha256 }: BackupFile): Promise<void> {
  const found = await digestOf(join(folder, name)).catch(() => null);
  if (found === null)
    throw new ConfigError([`${join(folder, name)} is missing, although the manifest names it`], 'COMMAND_REFUSED');
  if (found.bytes !== bytes || found.sha256 !== sha256)
    throw new ConfigError(
      [`${join(folder, name)} is not as it was written (its checksum differs): use another backup`],
      'COMMAND_REFUSED',
    );
}

export async function digestOf(file: string): Promise<Omit<BackupFile, 'name'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file)) {
    const piece: Buffer = chunk;
    hash.update(piece);
    bytes += piece.byteLength;
  }
  return { bytes, sha256: hash.digest('hex') };
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
