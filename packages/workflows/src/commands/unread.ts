import type { SlotDefinition } from '../definition/slot-schema.ts';
import type { Command } from '../dialogue/command.ts';
import { type Heard, has, only } from '../dialogue/heard.ts';
import { fill } from '../flow/templates.ts';
import { activeRun, say, slotContext, slotOf, type Turn, tell, workflowOf } from '../flow/turn.ts';
import { pushFrame } from '../frames/frames.ts';
import { wordCount } from '../language/normalise.ts';
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
  const isKept = hint === undefined && tellsBesides(turn, heard, slot);
  const help = fill(isKept ? slot.ask : (slot.retry ?? slot.ask), run, turn);
  const lead = hint ?? turn.words(isKept ? 'understanding.kept' : 'understanding.not_got');
  say(turn, lead === help ? help : `${lead} ${help}`);
  offerAnswers(turn, slot);
  return 'done';
};

/** So many words tell something, and the ticket quotes them. */
const tellingWordsMin = 4;

/** Something that she tells, and no attempt at the answer: "I changed phones last week", where an address was asked for. */
function tellsBesides({ told }: Turn, { text, acts }: Heard, { type }: SlotDefinition): boolean {
  if (told === null || wordCount(text) < tellingWordsMin || has({ acts }, 'nonsense')) return false;
  if (type === 'username' || type === 'name') return false;
  return type === 'email' ? !text.includes('@') : !digitTypes.has(type) || !/\d/.test(text);
}

/** What is answered with digits. */
const digitTypes: ReadonlySet<SlotDefinition['type']> = new Set(['phone', 'number', 'percent', 'date', 'datetime']);

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
