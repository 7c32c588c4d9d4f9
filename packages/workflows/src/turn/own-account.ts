import { provenPerson } from '../flow/proof.ts';
import { slotOf, type Turn, tell, workflowOf } from '../flow/turn.ts';
import { readBeneficiary } from '../slots/read-beneficiary.ts';
import type { Run } from '../state/state-schema.ts';
import { setAnswer } from './answers.ts';
import { notedOf, toNoted } from './noted.ts';
import { toldTexts } from './ticket-words.ts';

/**
 * Her own user name, as the directory has it: not asked of somebody who has proved who she is and says that it is for
 * herself. False where that is not sure: then she is asked.
 */
export function knownAccount(turn: Turn, run: Run, name: string): boolean {
  const slot = slotOf(workflowOf(turn, run.workflow), name);
  const value = provenPerson(turn)?.userName;
  if (slot?.type !== 'username' || slot.account !== 'own' || value === undefined) return false;
  if (run.reopen === name || run.beneficiary !== null || !isForHerself(turn, run)) return false;
  const answer = { v: value, t: value };
  setAnswer(turn, run, name, answer);
  tell(turn, 'open.noted_known', { lines: notedOf(turn.words, [toNoted(slot, answer)]) });
  return true;
}

const isForHerself = (turn: Turn, run: Run): boolean =>
  toldTexts(turn, run).some((text) => readBeneficiary(text, turn.language, turn.state.profile.name)?.who === 'self');
