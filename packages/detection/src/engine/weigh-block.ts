import type { FeatureBag } from './feature-bag.ts';
import type { HashIndex } from './hash-index.ts';

/** Features of one kind that training has seen, with the first column that is theirs. */
export interface Block {
  readonly index: HashIndex;
  /** Inverse document frequency by position in the index. */
  readonly rarity: Float32Array;
  readonly weight: number;
  readonly offset: number;
  /** Each is worth the weight of its block, however many there are and however often. */
  readonly isFlags: boolean;
}

export type EmitColumn = (column: number, value: number) => void;

/**
 * Weighs bags as one vector a block: known features by their count and rarity, the whole brought to the length of the block's
 * weight. The lists that it works with serve every message.
 * @param capacityBits At least that of the largest bag.
 */
export function createBlockWeigher(capacityBits = 14): (bag: FeatureBag, block: Block, emit: EmitColumn) => void {
  const columnsOf = new Int32Array(1 << capacityBits);
  const valuesOf = new Float32Array(1 << capacityBits);
  return (bag, block, emit) => {
    let used = 0;
    let squares = 0;
    for (let entry = 0; entry < bag.size; entry += 1) {
      const position = block.index.find(bag.keyAt(entry));
      if (position < 0) continue;
      const count = bag.countAt(entry);
      const amount = count === 1 ? 1 : 1 + Math.log(count);
      const value = block.isFlags ? 1 : amount * (block.rarity[position] as number);
      columnsOf[used] = block.offset + position;
      valuesOf[used] = value;
      used += 1;
      squares += value * value;
    }
    const factor = block.isFlags || squares === 0 ? block.weight : block.weight / Math.sqrt(squares);
    for (let entry = 0; entry < used; entry += 1)
      emit(columnsOf[entry] as number, (valuesOf[entry] as number) * factor);
  };
}
