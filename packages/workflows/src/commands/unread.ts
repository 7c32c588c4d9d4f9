import type { Command } from '../dialogue/command.ts';
import { only } from '../dialogue/heard.ts';
import { fill } from '../flow/templates.ts';
import { activeRun, say, slotContext, slotOf, tell, workflowOf } from '../flow/turn.ts';
import { pushFrame } from '../frames/frames.ts';
import { parseAnswer } from '../slots/parse-answer.ts';
import { stopOf } from '../turn/proceed.ts';
import { keepDay, offerAnswers, offerOutcomes } from '../turn/prompt.ts';
import { offerWays } from '../turn/ways.ts';

/** Times that one question is put before the ways to people are offered. */
const triesMax = { ask: 3, step: 2 } as const;

/** Could not be used at all: help once, then a way round the question, then people. */
export const miss: Command = (turn, heard) => {
  const run = activeRun(turn.state);
  if (run === null) return false;
  const stop = stopOf(turn, run);
  const asked = run.asked?.key === stop.key ? run.asked : { key: stop.key, tries: 0 };
  run.asked = { ...asked, tries: asked.tries + 1 };
  const slot = stop.kind === 'ask' ? slotOf(workflowOf(turn, run.workflow), stop.slot) : undefined;
  if (run.asked.tries > (slot === undefined ? triesMax.step : triesMax.ask)) {
    offerWays(turn, 'stuck');
    return 'done';
  }
  if (slot === undefined) {
    tell(turn, 'understanding.not_got');
    return 'said';
  }
  if (run.asked.tries >= 2) {
    tell(turn, 'question.leave_open');
    turn.suggestions = [turn.words('button.skip_it'), turn.words('button.try_again'), turn.words('button.person')];
    return 'done';
  }
  keepDay(turn, run, slot);
  const read = parseAnswer(slot, heard.answer, slotContext(turn));
  const hint = read.ok ? undefined : read.hint;
  const help = fill(slot.retry ?? slot.ask, run, turn);
  say(
    turn,
    hint === undefined ? `${turn.words('understanding.not_got')} ${help}` : hint === help ? help : `${hint} ${help}`,
  );
  offerAnswers(turn, slot);
  return 'done';
};

/** So sure must a guess be to be asked about. */
const guessMin = 0.3;

/** A wish that would cost something and was not read surely: asked about, with both ways as buttons. */
export const askMeant: Command = (turn, heard) => {
  const guess = heard.guesses[0];
  if (guess === undefined || guess.confidence < guessMin) return false;
  const run = activeRun(turn.state);
  switch (guess.act) {
    case 'cancel':
    case 'restart':
      if (run === null) return false;
      pushFrame(turn.state, { kind: guess.act === 'cancel' ? 'cancel' : 'start_over' });
      return 'said';
    case 'human':
    case 'callback':
    case 'ticket':
      offerWays(turn, 'meant');
      return 'done';
    default:
      return false;
  }
};

/** Keyboard noise, one symbol. */
export const unreadable: Command = (turn, heard) => {
  if (activeRun(turn.state) !== null) return miss(turn, heard);
  turn.state.misses += 1;
  if (turn.state.misses >= 3) {
    offerWays(turn, 'stuck');
    return 'done';
  }
  tell(turn, 'understanding.nonsense');
  return 'done';
};

/** A language that is not spoken here. */
export const noEnglish: Command = (turn) => {
  tell(turn, 'understanding.english_only');
  offerWays(turn, 'language');
  return 'done';
};

/** She needs a moment. */
export const wait: Command = (turn, heard) => {
  if (!only(heard, 'wait', 'thanks', 'greet', 'done')) return false;
  tell(turn, 'guide.take_time');
  const run = activeRun(turn.state);
  if (run === null) return 'done';
  const stop = stopOf(turn, run);
  if (stop.kind === 'guide') offerOutcomes(turn, stop.node.step.goal);
  return 'done';
};
