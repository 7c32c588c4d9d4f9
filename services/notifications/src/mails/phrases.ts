import { addressableName } from './addressable-name.ts';
import type { Block } from './blocks.ts';

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });

/** By name only where it looks like one: it may be a stranger's invention, and the reader somebody else. */
export function hello(name: string | null): Block {
  const known = addressableName(name);
  return paragraph(known === null ? 'Hello,' : `Hello ${known},`);
}
