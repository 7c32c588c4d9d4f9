import { say, type Turn, tell, workflowOf } from '../flow/turn.ts';
import type { Pending } from '../state/state-schema.ts';
import { askWhatToCorrect } from '../turn/ask-correction.ts';
import { askRating, laterNamed, topic } from '../turn/follow-up.ts';
import { offerLabels } from '../turn/prompt.ts';
import { offerWays } from '../turn/ways.ts';
import { patternOf } from './frames.ts';
import type { Pattern } from './patterns.ts';

/**
 * Puts the question of the top frame. False where none is open that is asked by itself: a code is asked for by the step.
 */
export function askFrame(turn: Turn): boolean {
  const { pending } = turn.state;
  const pattern = patternOf(turn);
  if (pending === null || pattern === null) return false;
  if (pending.kind === 'resume') noteAsked(turn, pending.workflow);
  if (pattern.ask !== undefined) {
    put(turn, pattern, pattern.ask, pending);
    return true;
  }
  switch (pending.kind) {
    case 'ways':
      offerWays(turn, pending.why);
      return true;
    case 'which':
      tell(turn, 'understanding.which_again');
      offerLabels(
        turn,
        pending.workflows.map((id) => workflowOf(turn, id).definition.button),
      );
      return true;
    case 'correct':
      if (turn.state.run !== null) askWhatToCorrect(turn, turn.state.run);
      return true;
    case 'rating':
      askRating(turn);
      return true;
    default:
      return false;
  }
}

function noteAsked({ state }: Turn, workflow: string): void {
  for (const run of state.stack) if (run.workflow === workflow) run.askedBack = true;
}

function put(turn: Turn, { buttons }: Pattern, ask: string, frame: Pending): void {
  const words = turn.words as (key: string, params?: Record<string, string>) => string;
  say(turn, words(ask, paramsOf(turn, frame)));
  turn.suggestions = buttons.map((key) => words(key));
}

/** What the sentence of a frame may name. */
function paramsOf(turn: Turn, frame: Pending): Record<string, string> {
  switch (frame.kind) {
    case 'second':
      return { topic: laterNamed(turn, frame.workflow) };
    case 'resume':
      return { topic: topic(turn, frame.workflow) };
    case 'cancel':
      return { topic: turn.state.run === null ? '' : topic(turn, turn.state.run.workflow) };
    case 'add':
      return { number: frame.number };
    default:
      return {};
  }
}
