import type { Command } from '../dialogue/command.ts';
import { activeRun, slotOf, type Turn, tell, workflowOf } from '../flow/turn.ts';
import { clearFrames } from '../frames/frames.ts';
import { askWhatToCorrect } from '../turn/ask-correction.ts';
import { stopOf } from '../turn/proceed.ts';

/** "Something else": none of the buttons fits, so what she says next is taken in her own words. */
export const ownWords: Command = (turn) => {
  const run = activeRun(turn.state);
  const isFramed = turn.state.pending !== null && turn.state.pending.kind !== 'code';
  if (run === null || isFramed) {
    clearFrames(turn.state);
    tell(turn, run === null ? 'own_words.about' : 'own_words.plain');
    return 'done';
  }
  const stop = stopOf(turn, run);
  if (stop.kind === 'confirm') {
    askWhatToCorrect(turn, run);
    return 'done';
  }
  if (stop.kind === 'ask' && isChoice(turn, run.workflow, stop.slot) && run.asked !== null)
    run.asked.hint = 'own_words';
  tell(turn, stop.kind === 'guide' ? 'own_words.see' : 'own_words.plain');
  return 'done';
};

function isChoice(turn: Turn, workflow: string, name: string): boolean {
  return slotOf(workflowOf(turn, workflow), name)?.type === 'choice';
}
