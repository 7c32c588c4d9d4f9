import type { ActModel } from './act-model.ts';
import type { Act } from './acts.ts';

interface Header {
  readonly blockWeights: readonly number[];
  readonly vectorWeight: number;
  readonly cells: number;
  readonly dense: number;
  readonly fingerprint: string;
  readonly labels: readonly Act[];
  readonly sizes: readonly number[];
  readonly columns: number;
  readonly sharpness: number;
  readonly second: ActModel['second'];
}

/**
 * A model as bytes: length of the header, the header as JSON (padded to four bytes), per block its hashes and rarities, the
 * scales (32-bit floats), the starts of the features' cells, the cells' columns, their weights, the dense rows. Little-endian.
 */
export function encodeActModel(model: ActModel): Uint8Array {
  const header: Header = {
    blockWeights: model.blockWeights,
    vectorWeight: model.vectorWeight,
    cells: model.cellWeights.length,
    dense: model.dense.length,
    fingerprint: model.fingerprint,
    labels: model.labels,
    sizes: model.keys.map((keys) => keys.length),
    columns: model.scales.length,
    sharpness: model.sharpness,
    second: model.second,
  };
  const json = Buffer.from(JSON.stringify(header));
  const padded = Buffer.alloc(Math.ceil(json.length / 4) * 4, ' ');
  json.copy(padded);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(padded.length);
  return Buffer.concat([
    length,
    padded,
    ...model.keys.flatMap((keys, block) => [bytesOf(keys), bytesOf(model.rarity[block] as Float32Array)]),
    bytesOf(model.scales),
    bytesOf(model.starts),
    bytesOf(model.cellColumns),
    bytesOf(model.cellWeights),
    bytesOf(model.dense),
  ]);
}

function bytesOf(values: Uint32Array | Float32Array | Uint8Array | Int8Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** The opposite of `encodeActModel`. @throws on bytes that are not a whole model */
export function decodeActModel(source: Uint8Array): ActModel {
  // A copy of its own buffer: typed arrays need aligned starts, and a file read may share a pool.
  const { buffer } = new Uint8Array(source);
  const padded = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, padded))) as Header;
  let at = 4 + padded;
  const blocks = header.sizes.map((size) => {
    const block = { keys: new Uint32Array(buffer, at, size), rarity: new Float32Array(buffer, at + 4 * size, size) };
    at += 8 * size;
    return block;
  });
  const scales = new Float32Array(buffer, at, header.columns);
  at += 4 * header.columns;
  const features = header.sizes.reduce((sum, size) => sum + size, 0);
  const starts = new Uint32Array(buffer, at, features + 1);
  at += 4 * (features + 1);
  if (at + 2 * header.cells + header.dense !== buffer.byteLength) throw new Error('The model file is cut short');
  return {
    blockWeights: header.blockWeights,
    vectorWeight: header.vectorWeight,
    fingerprint: header.fingerprint,
    labels: header.labels,
    keys: blocks.map((block) => block.keys),
    rarity: blocks.map((block) => block.rarity),
    scales,
    starts,
    cellColumns: new Uint8Array(buffer, at, header.cells),
    cellWeights: new Int8Array(buffer, at + header.cells, header.cells),
    dense: new Int8Array(buffer, at + 2 * header.cells, header.dense),
    sharpness: header.sharpness,
    second: header.second,
  };
}
