/** 32-bit FNV-1a steps: features are known by their hash alone, so no strings are made or stored for them. */
export const hashStart = 0x811c9dc5;

export function hashCode(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

export function hashText(hash: number, text: string): number {
  let value = hash;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value;
}

/** Spreads the bits (murmur3's last step); the result is an unsigned 32-bit number, never 0 (0 marks an empty slot). */
export function hashFinish(hash: number): number {
  let value = hash ^ (hash >>> 16);
  value = Math.imul(value, 0x85ebca6b);
  value ^= value >>> 13;
  value = Math.imul(value, 0xc2b2ae35);
  value ^= value >>> 16;
  return value >>> 0 || 1;
}
