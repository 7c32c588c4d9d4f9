import type { Command } from '../dialogue/command.ts';
import { has } from '../dialogue/heard.ts';
import { fill } from '../flow/templates.ts';
import { activeRun, say, slotOf, type Turn, tell, workflowOf } from '../flow/turn.ts';
import type { Stop } from '../flow/walk.ts';
import { askedIn, questionTopic } from '../language/questions.ts';
import { says } from '../language/sayings.ts';
import type { Run } from '../state/state-schema.ts';
import { answersTo, knowsAnswer } from '../turn/known-answer.ts';
import { stopOf } from '../turn/proceed.ts';
import { answerQuestion } from './answer-question.ts';

/** Why that is asked, or what a step is good for; why the thing itself happens is a question like any other. */
export const explain: Command = (turn, heard) => {
  const { questions } = askedIn(heard.text, turn.language);
  const isOfThing = questionTopic(heard.text, turn.language) === 'cause';
  const isOther = questions.length > 0 && !says('asks_why', heard.text, turn.language);
  if (isOfThing || isOther || questions.some((question) => knowsAnswer(turn, question)))
    return answerQuestion(turn, heard);
  const run = activeRun(turn.state);
  if (run === null) {
    tell(turn, 'question.why');
    return 'said';
  }
  say(turn, whyOf(turn, run, askedOf(turn, run)) ?? turn.words('question.why'));
  return 'said';
};

/** The question in other words, with what it is good for. */
export const rephrase: Command = (turn, heard) => {
  const run = activeRun(turn.state);
  const { said } = answersTo(turn, heard.text);
  // Beside a question they are said for that.
  if (!has(heard, 'question')) say(turn, ...said);
  const stop = run === null ? null : askedOf(turn, run);
  // What she has answered with the same message needs no other words any more.
  const isAnswered = run !== null && stop?.kind === 'ask' && stopOf(turn, run).key !== stop.key;
  if (run === null || stop === null || said.length > 0 || isAnswered) return 'said';
  const slot = stop.kind === 'ask' ? slotOf(workflowOf(turn, run.workflow), stop.slot) : undefined;
  const help = slot?.retry === undefined ? whyOf(turn, run, stop) : fill(slot.retry, run, turn);
  say(turn, help ?? turn.words('question.again'));
  return 'said';
};

/** The last question again, as it was. */
export const repeat: Command = (turn) => {
  const run = activeRun(turn.state);
  // A step is told anew as a whole, not only what is asked about it.
  return run !== null && turn.state.pending === null && stopOf(turn, run).kind === 'guide' ? 'moved' : 'said';
};

/** What was asked when she wrote: the question before, where this message has answered it already. */
function askedOf(turn: Turn, run: Run): Stop {
  return turn.askedAt ?? stopOf(turn, run);
}

function whyOf(turn: Turn, run: Run, stop: Stop): string | null {
  switch (stop.kind) {
    case 'ask': {
      const why = slotOf(workflowOf(turn, run.workflow), stop.slot)?.why;
      return why === undefined ? null : fill(why, run, turn);
    }
    case 'guide':
      return stop.node.step.why === undefined ? turn.words('question.why_step') : fill(stop.node.step.why, run, turn);
    case 'verify':
      return turn.words('question.why_verify');
    case 'confirm':
      return turn.words('question.why_confirm');
    default:
      return null;
  }
}
