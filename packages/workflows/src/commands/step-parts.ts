import type { Command, Outcome } from '../dialogue/command.ts';
import { type Heard, has, peopleWishes } from '../dialogue/heard.ts';
import { activeRun, type Turn, tell } from '../flow/turn.ts';
import type { Stop } from '../flow/walk.ts';
import { wordCount } from '../language/normalise.ts';
import { language } from '../language/words.ts';
import type { Run } from '../state/state-schema.ts';
import { fillFromMessage } from '../turn/answers.ts';
import { stopOf } from '../turn/proceed.ts';
import { prompt } from '../turn/prompt.ts';
import { noteForTicket } from '../turn/run-notes.ts';
import { offerWays } from '../turn/ways.ts';

/** A run that stands at a step of guidance. */
export type GuideStop = Extract<Stop, { kind: 'guide' }>;

/** A command for the step at which the run stands; it does not apply where there is none. */
export const atStep =
  (act: (turn: Turn, run: Run, stop: GuideStop, heard: Heard) => Outcome): Command =>
  (turn, heard) => {
    const run = activeRun(turn.state);
    if (run === null) return false;
    const stop = stopOf(turn, run);
    if (stop.kind !== 'guide') return false;
    fillFromMessage(turn, run, heard.text, null);
    return act(turn, run, stop, heard);
  };

/**
 * How a step ended. `no_such`: what it speaks of is not there; `refused`: she would rather not, or may not; `stuck`: she
 * could not do it although it was explained.
 */
export type StepOutcome = 'worked' | 'failed' | 'cannot' | 'before' | 'no_such' | 'refused' | 'stuck';

/** As the run keeps it, and the ticket tells. */
const keptAs = { no_such: 'cannot', stuck: 'cannot' } as const;

/** So many steps that she could not do lead to people rather than to the next one. */
const cannotMax = 2;

/** Ends the step; people instead of the next one for whom it has become too much. */
export function finishStep(
  turn: Turn,
  run: Run,
  stop: GuideStop,
  outcome: StepOutcome,
  heard: Pick<Heard, 'acts'> = { acts: [] },
): 'moved' | 'done' {
  if (outcome === 'no_such' && stop.node.step.elsewhere !== undefined && run.done[stop.key] === undefined) {
    run.done[stop.key] = 'elsewhere';
    run.asked = { key: stop.key, tries: 0 };
    tell(turn, 'guide.elsewhere');
    prompt(turn, run, stop);
    return 'done';
  }
  run.done[stop.key] = outcome === 'no_such' || outcome === 'stuck' ? keptAs[outcome] : outcome;
  run.confirmed = true;
  if (outcome !== 'worked' && stop.node.step.goal === 'fix') run.failed += 1;
  const at = turn.texts.length;
  const next = stopOf(turn, run);
  const cannot = Object.values(run.done).filter((kept) => kept === 'cannot').length;
  // How she wants it handled is said next.
  if (has(heard, ...peopleWishes)) return 'moved';
  const isTooMuch = outcome === 'stuck' || (run.done[stop.key] === 'cannot' && cannot >= cannotMax);
  if (isTooMuch && next.kind === 'guide') {
    offerWays(turn, 'stuck');
    return 'done';
  }
  const key = leadOf(outcome, stop, next);
  if (key !== null) turn.texts.splice(at, 0, turn.words(key));
  return 'moved';
}

function leadOf(outcome: StepOutcome, { node }: GuideStop, next: Stop) {
  const goesOn = next.kind === 'guide';
  switch (outcome) {
    case 'worked':
      if (node.step.goal === 'do') return null;
      return next.kind === 'end' ? 'guide.worked_last' : 'guide.worked';
    case 'failed':
    case 'before':
      return goesOn ? 'guide.failed_next' : 'guide.failed';
    case 'no_such':
      return goesOn ? 'guide.no_such_next' : 'guide.no_such';
    case 'refused':
      return goesOn ? 'guide.refused_next' : 'guide.refused';
    default:
      return 'guide.cannot';
  }
}

/** Fewer words report nothing but the outcome itself. */
const reportWordsMin = 4;

/** What she saw or did at the step, in her words, for the ticket. */
export function noteReport(turn: Turn, run: Run, text: string): void {
  if (wordCount(text) >= reportWordsMin) noteForTicket(turn, run, 'seen', text);
}

/** The step in single clicks, one a line. */
export function clicksOf(turn: Turn, guide: string): string {
  const clicks = guide
    .split(language(turn).clickEnd)
    .map((click) => click.replace(/[\s.;:]+$/, ''))
    .filter((click) => click !== '');
  return clicks
    .map((click, at) =>
      turn.words('guide.click', { number: String(at + 1), click: `${click.charAt(0).toUpperCase()}${click.slice(1)}` }),
    )
    .join('\n');
}
