import { readFileSync } from 'node:fs';
import { hashFinish, hashStart, hashText } from './hash.ts';
import { HashIndex } from './hash-index.ts';
import type { Token } from './tokens.ts';

/** Static word vectors, already scaled by how much a word says. */
export interface WordVectors {
  readonly dimensions: number;
  /** Sum of the vectors of the known words, scaled to length 1; all zero when no word is known. Overwrites `out`. */
  average(tokens: readonly Token[], out: Float32Array): void;
  /** How common the word is: 0 for the most common, -1 for one that is not known. */
  rank(word: string): number;
}

export const wordVectorsFile = new URL('../../data/word-vectors.bin', import.meta.url);

/**
 * Reads `data/word-vectors.bin`: three little-endian 32-bit numbers (format 1, words, dimensions), one 32-bit float scale
 * per dimension, one 32-bit hash per word, then the vectors as signed bytes, word by word.
 */
export function loadWordVectors(file: URL = wordVectorsFile): WordVectors {
  const held = loaded.get(file.href);
  if (held) return held;
  const vectors = readWordVectors(file);
  loaded.set(file.href, vectors);
  return vectors;
}

/** Several readers share the vectors of a file: they do not change while the product runs. */
const loaded = new Map<string, WordVectors>();

function readWordVectors(file: URL): WordVectors {
  const bytes = readFileSync(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== 1) throw new Error(`${file.pathname}: not a word vector file of format 1`);
  const words = view.getUint32(4, true);
  const dimensions = view.getUint32(8, true);
  const scales = Float32Array.from({ length: dimensions }, (_, index) => view.getFloat32(12 + 4 * index, true));
  const keysAt = 12 + 4 * dimensions;
  const keys = Uint32Array.from({ length: words }, (_, index) => view.getUint32(keysAt + 4 * index, true));
  const valuesAt = keysAt + 4 * words;
  const values = new Int8Array(bytes.buffer, bytes.byteOffset + valuesAt, words * dimensions);
  return createWordVectors(dimensions, scales, new HashIndex(keys), values);
}

export function wordKey(word: string): number {
  return hashFinish(hashText(hashStart, word));
}

function createWordVectors(dimensions: number, scales: Float32Array, index: HashIndex, values: Int8Array): WordVectors {
  return {
    dimensions,
    average(tokens, out) {
      out.fill(0);
      for (const token of tokens) {
        const position = index.find(wordKey(token.text));
        if (position < 0) continue;
        const from = position * dimensions;
        for (let dimension = 0; dimension < dimensions; dimension += 1)
          out[dimension] = (out[dimension] as number) + (values[from + dimension] as number);
      }
      scaleToUnit(out, scales);
    },
    // The file has the words of general English first, by falling frequency.
    rank: (word) => index.find(wordKey(word)),
  };
}

function scaleToUnit(vector: Float32Array, scales: Float32Array): void {
  let squares = 0;
  for (let index = 0; index < vector.length; index += 1) {
    vector[index] = (vector[index] as number) * (scales[index] as number);
    squares += (vector[index] as number) ** 2;
  }
  if (squares === 0) return;
  const factor = 1 / Math.sqrt(squares);
  for (let index = 0; index < vector.length; index += 1) vector[index] = (vector[index] as number) * factor;
}
