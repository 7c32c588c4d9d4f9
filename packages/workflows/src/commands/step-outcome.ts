import type { Command } from '../dialogue/command.ts';
import { has, only } from '../dialogue/heard.ts';
import { fill } from '../flow/templates.ts';
import { activeRun, say, type Turn, tell } from '../flow/turn.ts';
import { pushFrame } from '../frames/frames.ts';
import { says } from '../language/sayings.ts';
import { explainedIn } from '../language/terms.ts';
import { readUndone, type Undone } from '../slots/read-tried.ts';
import type { Run } from '../state/state-schema.ts';
import { answersTo } from '../turn/known-answer.ts';
import { stopOf } from '../turn/proceed.ts';
import { prompt, promptCheck } from '../turn/prompt.ts';
import { answerFromArticle } from '../turn/small-talk.ts';
import { offerWays } from '../turn/ways.ts';
import { atStep, clicksOf, finishStep, type GuideStop, noteReport } from './step-parts.ts';

/** The step helped. */
export const stepWorked = atStep((turn, run, stop) => finishStep(turn, run, stop, 'worked'));

/** She is not able or not allowed to do it, or would rather not. */
export const stepCannot = atStep((turn, run, stop, heard) => {
  noteReport(turn, run, heard.text);
  const why = undone(turn, run, stop, heard.text);
  if (why === 'refused' || why === 'before') return finishStep(turn, run, stop, why, heard);
  if (says('obstacle', heard.text, turn.language)) return finishStep(turn, run, stop, 'no_such', heard);
  // It was explained before, and she still can't.
  return finishStep(turn, run, stop, run.asked?.hint === 'how' ? 'stuck' : 'cannot', heard);
});

/** Carried out, not said whether it helped. */
export const stepDone = atStep((turn, run, stop, heard) => {
  const { text } = heard;
  noteReport(turn, run, text);
  const { goal } = stop.node.step;
  // "Done that, same thing."
  if (goal === 'fix' && says('persists', text, turn.language)) return finishStep(turn, run, stop, 'failed');
  if (goal === 'do' || run.asked?.hint === 'done') return finishStep(turn, run, stop, 'worked');
  if (run.asked !== null) run.asked.hint = 'done';
  // What she asks is answered first; the question of the step comes after it.
  if (has(heard, 'question', 'why')) return 'said';
  promptCheck(turn, run, stop, turn.words('guide.works_now'));
  return 'done';
});

/** Better, not well. */
export const stepPartly = atStep((turn, run, stop) => {
  if (stop.node.step.goal === 'do') return finishStep(turn, run, stop, 'worked');
  pushFrame(turn.state, { kind: 'partly' });
  return 'said';
});

/** It did not help: the other wording of the same step, or the next one; the ways to people when one failed twice. */
export const stepFailed = atStep((turn, run, stop, heard) => {
  const { step } = stop.node;
  noteReport(turn, run, heard.text);
  // What is not there can't have been done.
  if (says('lacks', heard.text, turn.language)) return finishStep(turn, run, stop, 'no_such', heard);
  const why = undone(turn, run, stop, heard.text);
  // "I already told you that nothing comes out" says again what is wrong, and nothing of this step.
  if (why === 'before' && says('told_already', heard.text, turn.language)) return saidAgain(turn, run, stop);
  if (why !== null) return finishStep(turn, run, stop, why, heard);
  if (step.goal === 'fix' && step.again !== undefined && run.done[stop.key] === undefined) {
    run.done[stop.key] = 'again';
    run.asked = { key: stop.key, tries: 0 };
    prompt(turn, run, stop);
    return 'done';
  }
  const isTwice = run.done[stop.key] === 'again';
  const outcome = finishStep(turn, run, stop, 'failed', heard);
  if (!isTwice) return outcome;
  offerWays(turn, 'stuck');
  return 'done';
});

function saidAgain(turn: Turn, run: Run, stop: GuideStop): 'done' {
  const sorry = turn.words('understanding.sorry_told');
  if (!turn.texts.includes(sorry)) say(turn, sorry);
  promptCheck(turn, run, stop, turn.words('guide.told_again'));
  return 'done';
}

/** How to do it: the words in it that she may not know, the article, or one click at a time; whoever still cannot is taken on. */
export const stepHow = atStep((turn, run, stop, { text }) => {
  const { step } = stop.node;
  if (run.asked === null || run.asked.hint === 'how') {
    noteReport(turn, run, text);
    return finishStep(turn, run, stop, 'stuck');
  }
  run.asked.hint = 'how';
  const asked = [...new Set([...answersTo(turn, text).said, ...explainedIn(text, turn.words.language)])];
  if (asked.length > 0) say(turn, asked.slice(0, explainedMax).join('\n'));
  else if (!answerFromArticle(turn)) {
    const guide = fill(step.guide, run, turn);
    tell(turn, 'guide.how', { clicks: clicksOf(turn, guide) });
    say(turn, explainedIn(guide, turn.words.language).slice(0, explainedMax).join('\n'));
  }
  promptCheck(turn, run, stop, turn.words(step.goal === 'fix' ? 'guide.through' : 'guide.tell_done'));
  return 'done';
});

/** Why it was not done now, for the ticket, where she says so. */
function undone(turn: Turn, run: Run, { node: { step } }: GuideStop, text: string): Undone | null {
  return readUndone(text, fill(step.guide, run, turn), turn.language);
}

/** Words that are explained at once. */
const explainedMax = 2;

/** Enough, although it is not all: the step counts as one that worked. */
export const goodEnough: Command = atFrame('worked');
/** On with the next step. */
export const tryNext: Command = atFrame('failed');

function atFrame(outcome: 'worked' | 'failed'): Command {
  return (turn) => {
    const run = activeRun(turn.state);
    if (run === null) return false;
    const stop = stopOf(turn, run);
    if (stop.kind !== 'guide') return false;
    turn.state.pending = null;
    return finishStep(turn, run, stop, outcome);
  };
}

/** "Fine" or "keep going", in an answer that is no plain yes or no. */
export const goodOrGoOn: Command = (turn, heard) => {
  if (has(heard, 'resume', 'not_worked')) return tryNext(turn, heard);
  if (only(heard, 'partly', 'answer') || heard.acts.length === 0) return false;
  return goodEnough(turn, heard);
};
