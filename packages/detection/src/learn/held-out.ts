import { createHash } from 'node:crypto';
import type { LearnLine } from './learn-line.ts';

/** One group in so many is measured on. */
const heldOutOf = 5;

/** Whether lines of this group are measured on, never learned from. Always the same ones, whatever else is labelled. */
export function isHeldOut({ group }: Pick<LearnLine, 'group'>): boolean {
  return createHash('sha256').update(group).digest().readUInt32BE(0) % heldOutOf === 0;
}
