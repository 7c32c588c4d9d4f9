import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClassifierModel } from './engine/classifier-model.ts';
import { decodeModel, encodeModel } from './engine/model-file.ts';
import type { ModelSource } from './model-source.ts';

/** The model of the thirteen bundled workflows, checked in; `pnpm --filter detection model` makes it anew. */
export const bundledModelFile = fileURLToPath(new URL('../data/model.bin', import.meta.url));

const keyCharacters = 32;

/** A file: the key as text, then the model. */
export function writeModel(path: string, key: string, model: ClassifierModel): void {
  writeKeyed(path, key, encodeModel(model));
}

/** The model in this file if it is there, whole and of this key, otherwise null. */
export function readModel(path: string, key: string): ClassifierModel | null {
  return readKeyed(path, key, decodeModel);
}

/** Writes bytes under their key, as text before them. */
export function writeKeyed(path: string, key: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const half = `${path}.${process.pid}.part`;
  // Written beside and renamed: a start interrupted half-way leaves no half model.
  writeFileSync(half, Buffer.concat([Buffer.from(key, 'ascii'), bytes]));
  renameSync(half, path);
}

/** What this file holds if it is there, whole and of this key, otherwise null. */
export function readKeyed<Model>(path: string, key: string, decode: (bytes: Uint8Array) => Model): Model | null {
  if (!existsSync(path)) return null;
  const bytes = readFileSync(path);
  if (bytes.subarray(0, keyCharacters).toString('ascii') !== key) return null;
  try {
    return decode(bytes.subarray(keyCharacters));
  } catch {
    // A damaged file is no reason not to start: the model is trained again.
    return null;
  }
}

export function cachedModelFile(cacheFolder: string, key: string): string {
  return join(cacheFolder, `detection-${key}.bin`);
}

interface KeptModel<Model> {
  /** Of what the model is made from. */
  readonly key: string;
  readonly bundledFile: string;
  readonly cacheFolder?: string | undefined;
  /** Begins the name of its file in the cache. */
  readonly cacheName: string;
  readonly decode: (bytes: Uint8Array) => Model;
  readonly encode: (model: Model) => Uint8Array;
  readonly train: () => Model;
}

/** The key under which it is kept in a cache. The checked-in model stands for the code that made it: none of older code is read. */
export function keptKeyOf(key: string, bundledFile: string): string {
  return createHash('sha256')
    .update(key)
    .update(existsSync(bundledFile) ? readFileSync(bundledFile) : '')
    .digest('hex')
    .slice(0, keyCharacters);
}

/** The checked-in model when its key fits, else the cached one, else it is learned now and kept. */
export function loadKept<Model>(kept: KeptModel<Model>): { model: Model; source: ModelSource } {
  const { key, bundledFile, cacheFolder, cacheName, decode } = kept;
  const bundled = readKeyed(bundledFile, key, decode);
  if (bundled) return { model: bundled, source: 'bundled' };
  const keptKey = keptKeyOf(key, bundledFile);
  const cacheFile = cacheFolder === undefined ? null : join(cacheFolder, `${cacheName}-${keptKey}.bin`);
  const cached = cacheFile === null ? null : readKeyed(cacheFile, keptKey, decode);
  if (cached) return { model: cached, source: 'cached' };
  const model = kept.train();
  if (cacheFile !== null) writeKeyed(cacheFile, keptKey, kept.encode(model));
  return { model, source: 'trained' };
}
