/** Read-only map from 32-bit keys to their position in a list: open addressing over typed arrays, no objects. */
export class HashIndex {
  readonly #slots: Int32Array;
  readonly #keys: Uint32Array;
  readonly #mask: number;

  constructor(keys: Uint32Array) {
    let size = 16;
    while (size < keys.length * 2) size *= 2;
    this.#keys = keys;
    this.#slots = new Int32Array(size).fill(-1);
    this.#mask = size - 1;
    for (let position = 0; position < keys.length; position += 1) {
      let slot = (keys[position] as number) & this.#mask;
      while (this.#slots[slot] !== -1) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = position;
    }
  }

  /** Position of the key, or -1. */
  find(key: number): number {
    let slot = key & this.#mask;
    for (;;) {
      const position = this.#slots[slot] as number;
      if (position === -1 || this.#keys[position] === key) return position;
      slot = (slot + 1) & this.#mask;
    }
  }
}
