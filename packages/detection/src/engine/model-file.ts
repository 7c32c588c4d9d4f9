import type { ClassifierModel } from './classifier-model.ts';
import type { EngineOptions } from './engine-options.ts';
import type { BlockVocabulary } from './featuriser.ts';

interface Header {
  readonly options: EngineOptions;
  readonly labels: readonly string[];
  readonly sharpness: number;
  readonly blockSizes: readonly number[];
}

/**
 * A model as bytes: length of the header, the header as JSON (padded to four bytes), then per block its hashes and
 * rarities, the scales (32-bit floats) and the weights (signed bytes). Little-endian.
 */
export function encodeModel(model: ClassifierModel): Uint8Array {
  const header: Header = {
    options: model.options,
    labels: model.labels,
    sharpness: model.sharpness,
    blockSizes: model.vocabularies.map((vocabulary) => vocabulary.keys.length),
  };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil(json.length / 4) * 4;
  const words = model.vocabularies.reduce((sum, vocabulary) => sum + 2 * vocabulary.keys.length, model.scales.length);
  const bytes = new Uint8Array(4 + padded + 4 * words + model.weights.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, padded, true);
  bytes.fill(32, 4, 4 + padded);
  bytes.set(json, 4);
  let at = 4 + padded;
  for (const vocabulary of model.vocabularies) {
    for (const key of vocabulary.keys) at = putUint32(view, at, key);
    for (const rarity of vocabulary.rarity) at = putFloat32(view, at, rarity);
  }
  for (const scale of model.scales) at = putFloat32(view, at, scale);
  bytes.set(new Uint8Array(model.weights.buffer, model.weights.byteOffset, model.weights.length), at);
  return bytes;
}

/** The opposite of `encodeModel`; throws on bytes that are not a whole model. */
export function decodeModel(source: Uint8Array): ClassifierModel {
  // A copy of its own buffer: typed arrays need aligned starts, and a file read may share a pool.
  const bytes = new Uint8Array(source);
  const view = new DataView(bytes.buffer);
  const padded = view.getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + padded))) as Header;
  let at = 4 + padded;
  const vocabularies: BlockVocabulary[] = header.blockSizes.map((size) => {
    const keys = new Uint32Array(bytes.buffer, at, size);
    const rarity = new Float32Array(bytes.buffer, at + 4 * size, size);
    at += 8 * size;
    return { keys, rarity };
  });
  const scales = new Float32Array(bytes.buffer, at, header.labels.length);
  at += 4 * header.labels.length;
  const weights = new Int8Array(bytes.buffer, at);
  const columnsMin = header.blockSizes.reduce((sum, size) => sum + size, 1);
  if (weights.length < columnsMin * header.labels.length) throw new Error('The model file is cut short');
  return { options: header.options, labels: header.labels, sharpness: header.sharpness, vocabularies, scales, weights };
}

function putUint32(view: DataView, at: number, value: number): number {
  view.setUint32(at, value, true);
  return at + 4;
}

function putFloat32(view: DataView, at: number, value: number): number {
  view.setFloat32(at, value, true);
  return at + 4;
}
