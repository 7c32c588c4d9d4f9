import { talkToPerson } from '../flow/reply.ts';
import { fill } from '../flow/templates.ts';
import { say, type Turn } from '../flow/turn.ts';
import type { Stop } from '../flow/walk.ts';
import { wantsSomethingElse } from '../language/intents.ts';
import { readStepAnswer } from '../language/step-answer.ts';
import type { Run } from '../state/state-schema.ts';
import { proceed, stopOf } from './proceed.ts';
import { offer, prompt, promptCheck, stepButtons } from './prompt.ts';
import { answerFromArticle } from './small-talk.ts';
import { offerWays } from './ways.ts';

type GuideStop = Extract<Stop, { kind: 'guide' }>;

/** Takes a message as the outcome of an instruction. */
export function answerGuide(turn: Turn, run: Run, stop: GuideStop, text: string): boolean {
  const { step } = stop.node;
  const answer = readStepAnswer(text);
  const askedResult = run.asked?.hint === 'done';
  switch (answer) {
    case null:
      if (!wantsSomethingElse(text)) return false;
      say(turn, 'Sure, tell me in your own words what you see.');
      return true;
    case 'wait':
      say(turn, 'Take your time. Tell me how it went when you are ready.');
      offer(
        turn,
        step.goal === 'fix'
          ? [stepButtons.worked, stepButtons.broken, stepButtons.cannot]
          : [stepButtons.done, stepButtons.cannot],
      );
      return true;
    case 'partly':
      if (step.goal === 'do') return finishGuide(turn, run, stop, 'worked');
      turn.state.pending = { kind: 'partly' };
      say(turn, 'Better, but not quite there. Is that good enough for you, or shall we keep going?');
      turn.suggestions = ['Good enough', 'Keep going', talkToPerson];
      return true;
    case 'how':
      if (run.asked === null || run.asked.hint === 'how') return finishGuide(turn, run, stop, 'cannot');
      run.asked.hint = 'how';
      if (!answerFromArticle(turn))
        say(turn, `Take it one click at a time, and tell me where you get stuck. ${fill(step.guide, run, turn)}`);
      promptCheck(
        turn,
        run,
        stop,
        step.goal === 'fix' ? 'Did you get through it, and did it help?' : 'Tell me when that is done.',
      );
      return true;
    case 'done':
      if (step.goal === 'do' || askedResult) return finishGuide(turn, run, stop, 'worked');
      if (run.asked !== null) run.asked.hint = 'done';
      promptCheck(turn, run, stop, 'Good. Is it working now?');
      return true;
    case 'worked':
    case 'cannot':
      return finishGuide(turn, run, stop, answer);
    case 'broken':
      return stepFailed(turn, run, stop);
  }
}

function stepFailed(turn: Turn, run: Run, stop: GuideStop): boolean {
  const { step } = stop.node;
  if (step.goal === 'fix' && step.again !== undefined && run.done[stop.key] === undefined) {
    run.done[stop.key] = 'again';
    run.asked = { key: stop.key, tries: 0 };
    prompt(turn, run, stop);
    return true;
  }
  const twice = run.done[stop.key] === 'again';
  finishGuide(turn, run, stop, 'failed', twice);
  return true;
}

/** The same step failed twice: the ways to a person, with going on as one of the choices. */
export function finishGuide(
  turn: Turn,
  run: Run,
  stop: GuideStop,
  outcome: 'worked' | 'failed' | 'cannot',
  offerPerson = false,
): boolean {
  run.done[stop.key] = outcome;
  run.confirmed = true;
  if (outcome !== 'worked' && stop.node.step.goal === 'fix') run.failed += 1;
  if (offerPerson) {
    offerWays(turn, 'stuck');
    return true;
  }
  const at = turn.texts.length;
  const next = stopOf(turn, run);
  const more = next.kind === 'guide' && outcome === 'failed' ? " Let's try the next thing." : '';
  const closing = {
    worked: stop.node.step.goal === 'do' ? '' : next.kind === 'end' ? 'Great, glad that worked!' : 'Good to know.',
    failed: 'Thanks for trying that.',
    cannot: 'No problem, we can skip that.',
  }[outcome];
  if (closing !== '') turn.texts.splice(at, 0, `${closing}${more}`);
  proceed(turn, run);
  return true;
}
