import { activeRun, say, type Turn } from '../flow/turn.ts';
import { bare, wordCount } from '../language/normalise.ts';
import { readYesNo } from '../language/yes-no.ts';
import { clearAnswer } from './answers.ts';
import { cancelRun, startOver } from './cancel.ts';
import { correct } from './corrections.ts';
import { correctable } from './lines.ts';
import { proceed } from './proceed.ts';

/** "Shall I cancel it?" */
export function answerCancel(turn: Turn, text: string): boolean {
  const answer = readYesNo(text);
  turn.state.pending = null;
  const run = activeRun(turn.state);
  if (run === null) return false;
  if (answer === 'yes' || /\bcancel\b/i.test(text)) {
    cancelRun(turn, run);
    return true;
  }
  say(turn, "All right, let's go on.");
  if (answer !== 'no' && wordCount(text) > 3) return false;
  proceed(turn, run);
  return true;
}

/** "Shall I forget what we have?" */
export function answerStartOver(turn: Turn, text: string): boolean {
  turn.state.pending = null;
  const run = activeRun(turn.state);
  if (readYesNo(text) === 'yes' || /\bstart over\b/i.test(text)) {
    startOver(turn);
    return true;
  }
  say(turn, "All right, let's go on where we were.");
  if (run !== null) proceed(turn, run);
  return true;
}

/** "What would you like to change?" */
export function answerCorrect(turn: Turn, text: string): boolean {
  const run = activeRun(turn.state);
  turn.state.pending = null;
  if (run === null) return false;
  const said = bare(text);
  const line = correctable(turn, run).find(
    ({ label, name }) =>
      bare(label) === said || bare(label.slice(0, 20)) === said || bare(name.replaceAll('_', ' ')) === said,
  );
  if (line !== undefined) clearAnswer(turn, run, line.name);
  else {
    const correction = correct(turn, run, text, null, true);
    if (correction === null && !/^(?:nothing|go on|nothing,? go on|none|no|nope|it's fine|all good|ok|okay)/.test(said))
      return false;
    if (correction !== null && correction.changed.length > 0)
      say(turn, `Got it. ${correction.changed.map((change) => `${change.label}: ${change.text}`).join('; ')}.`);
  }
  proceed(turn, run);
  return true;
}
