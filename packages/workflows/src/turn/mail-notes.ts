import { provenMailbox } from '../flow/proof.ts';
import { fill, hasCustomerWords } from '../flow/templates.ts';
import type { Turn } from '../flow/turn.ts';
import type { Run } from '../state/state-schema.ts';

/**
 * What the customer's mail says besides the facts of the ticket. Notes with words of hers go to a mailbox that she has
 * proved only: until then it may be anybody's.
 */
export function mailNotes(turn: Turn, run: Run, notes: readonly string[]): string[] {
  const isHers = provenMailbox(turn) !== null;
  return notes.filter((note) => isHers || !hasCustomerWords(note)).map((note) => fill(note, run, turn));
}
