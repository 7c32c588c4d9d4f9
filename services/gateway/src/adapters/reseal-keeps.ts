import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRecordCipher, type EncryptionKeys, keyIdOf } from '@acebuddy/storage/sealing';
import { keptPlaces, noneIfMissing, writeWhole } from './file-keeps.ts';

export interface KeepsReport {
  /** How many files each key seals, by its id, before and after. */
  readonly before: Readonly<Record<string, number>>;
  readonly after: Readonly<Record<string, number>>;
  readonly resealed: number;
  /** Names of files that no configured key opens. */
  readonly unreadable: readonly string[];
}

/**
 * Seals what the gateway keeps in files of `dataDir` with the first key. Works beside a running gateway, which reads old
 * and new; a file that it has taken away in the meantime stays away.
 */
export async function resealKeeps(dataDir: string, keys: EncryptionKeys): Promise<KeepsReport> {
  const cipher = createRecordCipher(keys);
  const before: Record<string, number> = {};
  const after: Record<string, number> = {};
  const unreadable: string[] = [];
  let resealed = 0;
  for (const { folder, suffix, place } of Object.values(keptPlaces)) {
    const path = join(dataDir, folder);
    for (const name of (await readdir(path).catch(noneIfMissing)).filter((file) => file.endsWith(suffix))) {
      const text = await readFile(join(path, name), 'utf8').catch(nullIfGone);
      if (text === null) continue;
      const id = idOf(text);
      count(before, id);
      if (id === keys[0].id) {
        count(after, id);
        continue;
      }
      try {
        const recordId = `${place}/${name}`;
        const sealed = cipher.seal(cipher.open(text, recordId), recordId);
        if (
          await access(join(path, name)).then(
            () => true,
            () => false,
          )
        )
          await writeWhole(path, name, sealed);
        count(after, keys[0].id);
        resealed += 1;
      } catch {
        count(after, id);
        unreadable.push(`${folder}/${name}`);
      }
    }
  }
  return { before, after, resealed, unreadable };
}

function count(counts: Record<string, number>, id: string): void {
  counts[id] = (counts[id] ?? 0) + 1;
}

function idOf(sealed: string): string {
  try {
    return keyIdOf(sealed);
  } catch {
    return '(none)';
  }
}

function nullIfGone(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
