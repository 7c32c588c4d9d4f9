/**
 * Counts of hashed features of one text: an open-addressing table that is cleared by touching only what was used, so
 * that one bag serves every message without garbage. Holds at most `capacity` distinct features; more are dropped, which
 * bounds the cost of hostile input.
 */
export class FeatureBag {
  readonly #keys: Uint32Array;
  readonly #counts: Float32Array;
  readonly #slots: Int32Array;
  readonly #mask: number;
  #size = 0;

  constructor(capacityBits = 14) {
    const slots = 1 << (capacityBits + 1);
    this.#keys = new Uint32Array(slots);
    this.#counts = new Float32Array(slots);
    this.#slots = new Int32Array(1 << capacityBits);
    this.#mask = slots - 1;
  }

  get size(): number {
    return this.#size;
  }

  clear(): void {
    for (let index = 0; index < this.#size; index += 1) this.#keys[this.#slots[index] as number] = 0;
    this.#size = 0;
  }

  add(key: number, amount: number): void {
    let slot = key & this.#mask;
    for (;;) {
      const held = this.#keys[slot];
      if (held === key) {
        this.#counts[slot] = (this.#counts[slot] as number) + amount;
        return;
      }
      if (held === 0) break;
      slot = (slot + 1) & this.#mask;
    }
    if (this.#size >= this.#slots.length) return;
    this.#keys[slot] = key;
    this.#counts[slot] = amount;
    this.#slots[this.#size] = slot;
    this.#size += 1;
  }

  keyAt(index: number): number {
    return this.#keys[this.#slots[index] as number] as number;
  }

  countAt(index: number): number {
    return this.#counts[this.#slots[index] as number] as number;
  }
}
