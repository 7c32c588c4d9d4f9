import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClassifierModel } from './engine/classifier-model.ts';
import { decodeModel, encodeModel } from './engine/model-file.ts';

/** The model of the thirteen bundled workflows, checked in; `pnpm --filter detection model` makes it anew. */
export const bundledModelFile = fileURLToPath(new URL('../data/model.bin', import.meta.url));

const keyCharacters = 32;

/** A file: the key as text, then the model. */
export function writeModel(path: string, key: string, model: ClassifierModel): void {
  mkdirSync(dirname(path), { recursive: true });
  const half = `${path}.${process.pid}.part`;
  // Written beside and renamed: a start interrupted half-way leaves no half model.
  writeFileSync(half, Buffer.concat([Buffer.from(key, 'ascii'), encodeModel(model)]));
  renameSync(half, path);
}

/** The model in this file if it is there, whole and of this key, otherwise null. */
export function readModel(path: string, key: string): ClassifierModel | null {
  if (!existsSync(path)) return null;
  const bytes = readFileSync(path);
  if (bytes.subarray(0, keyCharacters).toString('ascii') !== key) return null;
  try {
    return decodeModel(bytes.subarray(keyCharacters));
  } catch {
    // A damaged file is no reason not to start: the model is trained again.
    return null;
  }
}

export function cachedModelFile(cacheFolder: string, key: string): string {
  return join(cacheFolder, `detection-${key}.bin`);
}
