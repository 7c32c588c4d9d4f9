import type { Understanding } from '../engine-types.ts';
import { say, slotOf, type Turn, workflowOf } from '../flow/turn.ts';
import type { Stop } from '../flow/walk.ts';
import { saysSolved, turnsToAnother, wishesToGoBack, wishesToReturn } from '../language/intents.ts';
import { wordCount } from '../language/normalise.ts';
import { namesOption, optionsOf } from '../slots/parse-choice.ts';
import type { Run } from '../state/state-schema.ts';
import { answerStop, endSolved, retryStop } from './answer-step.ts';
import { fillFromMessage } from './answers.ts';
import { askWhatToCorrect } from './ask-correction.ts';
import { changedChoice, correct } from './corrections.ts';
import { asksBeforeAnswering, asksInBetween, chats, explains, isFreeText } from './in-between.ts';
import { namesNewValue, reopenLast } from './lines.ts';
import { englishOnly } from './not-covered.ts';
import { proceed, stopOf } from './proceed.ts';
import { prompt } from './prompt.ts';
import { resumeStacked, switchTo } from './switching.ts';

/** Surely enough of another topic to leave the running one. */
const switchConfidence = 0.5;
/** The same without any word of turning away. */
const plainConfidence = 0.6;
/** So sure that the opening's guess was wrong, when the very first answer says it. */
const firstAnswerConfidence = 0.9;

/** A message in the middle of a run: correction, question, answer, or another problem, in this order of certainty. */
export function runMessage(turn: Turn, run: Run, text: string, understanding: Understanding | null): void {
  const stop = stopOf(turn, run);
  if (wishesToReturn(text) && returns(turn, understanding)) return;
  if (turnsAway(turn, run, stop, text, understanding)) return;
  if (takesCorrection(turn, run, stop, text)) return;
  if (explains(turn, run, stop, text)) return;
  if (chats(turn, run, stop, text)) return;
  if (saysSolved(text) && stop.kind !== 'guide' && !isFreeText(turn, run, stop)) {
    endSolved(turn, run);
    return;
  }
  if (asksBeforeAnswering(turn, run, stop, text)) return;
  const sure = (understanding?.confidence ?? 0) >= plainConfidence;
  // In her own words she may have said that the guess was wrong.
  if (run.asked?.hint === 'own_words' && sure && switchesTo(turn, run, understanding, wordCount(text) >= 4)) return;
  if (answerStop(turn, run, stop, text)) return;
  if (switchesTo(turn, run, understanding, sure && wordCount(text) >= 5)) return;
  if (learns(turn, run, stop, text) || changesBranch(turn, run, stop, text)) return;
  if (understanding?.foreign === true) {
    englishOnly(turn);
    return;
  }
  if (asksInBetween(turn, run, stop, text)) return;
  retryStop(turn, run, stop, text);
}

/** To the run that is meant, else to the last one that was put aside. */
function returns(turn: Turn, understanding: Understanding | null): boolean {
  const named = turn.state.stack.find((run) => run.workflow === understanding?.workflow)?.workflow;
  return resumeStacked(turn, named);
}

/** "Actually, another problem: …" or, right after the opening, "no, my account is locked". */
function turnsAway(turn: Turn, run: Run, stop: Stop, text: string, understanding: Understanding | null): boolean {
  const other = understanding?.outcome === 'match' && understanding.workflow !== run.workflow;
  if (!other || wordCount(text) < 3 || namesNewValue(turn, run, text)) return false;
  const early = !run.confirmed && saysWrongGuess(text);
  const betterKnown =
    !run.confirmed &&
    understanding.confidence >= firstAnswerConfidence &&
    !tellsWhen(text) &&
    !isOption(turn, run, stop, text);
  if (!early && !betterKnown && !turnsToAnother(text)) return false;
  if (stop.kind === 'confirm' && /\b(?:change|correct|wrong)\b/i.test(text)) return false;
  return switchesTo(turn, run, understanding, true);
}

/** "No, my account is locked" and "that's not it", but not "no access to it". */
function saysWrongGuess(text: string): boolean {
  return /^(?:(?:nope|nah|that's not|thats not|wrong|sorry)\b|no[,.;!:]|no (?:i|my|our|it|it's|its|we|the|that|this|not|sorry|actually)\b|not (?:that|this|it|the|my|our|about)\b)/i.test(
    text.trim(),
  );
}

/** "After the update", "since the reboot" say when it began, not what is wrong. */
function tellsWhen(text: string): boolean {
  return /\b(?:since|after|before|ago|until|when|during)\b/i.test(text);
}

/** Exactly what one of the buttons, or a synonym of it, says. */
function isOption(turn: Turn, run: Run, stop: Stop, text: string): boolean {
  if (stop.kind !== 'ask') return false;
  const slot = slotOf(workflowOf(turn, run.workflow), stop.slot);
  return slot?.type === 'choice' && namesOption(text, optionsOf(slot, turn.context.settings.lists));
}

function switchesTo(turn: Turn, run: Run, understanding: Understanding | null, enough: boolean): boolean {
  if (!enough || understanding === null || understanding.outcome !== 'match' || understanding.workflow === null)
    return false;
  if (understanding.workflow === run.workflow || understanding.confidence < switchConfidence) return false;
  if (!turn.library.has(understanding.workflow)) return false;
  switchTo(turn, run, understanding.workflow, turn.said ?? '');
  return true;
}

function takesCorrection(turn: Turn, run: Run, stop: Stop, text: string): boolean {
  if (wishesToGoBack(text) && stop.kind !== 'confirm') {
    if (/chang|edit|correct|wrong|right|fix/i.test(text) && run.order.length > 1) askWhatToCorrect(turn, run);
    else if (reopenLast(turn, run) === null) return false;
    else {
      say(turn, 'Sure, let us go back one step.');
      proceed(turn, run);
    }
    return true;
  }
  const correction = correct(turn, run, text, stop);
  if (correction === null) return false;
  run.confirmed = true;
  if (correction.changed.length > 0)
    say(turn, `Got it, I changed that. ${correction.changed.map((line) => `${line.label}: ${line.text}`).join('; ')}.`);
  else say(turn, "Sorry about that, let's correct it.");
  proceed(turn, run);
  return true;
}

/** The message does not answer the question but other ones. */
function learns(turn: Turn, run: Run, stop: Stop, text: string): boolean {
  const noted = fillFromMessage(turn, run, text, null);
  if (noted.length === 0) return false;
  run.confirmed = true;
  say(turn, `Noted: ${noted.map((line) => `${line.label}: ${line.text}`).join('; ')}.`);
  const next = stopOf(turn, run);
  if (next.key === stop.key) prompt(turn, run, next, 'again');
  else proceed(turn, run);
  return true;
}

/** "I lost my phone" in the middle of the steps for a code that does not come: another answer than the one given before. */
function changesBranch(turn: Turn, run: Run, stop: Stop, text: string): boolean {
  if (stop.kind !== 'guide' || wordCount(text) < 3) return false;
  const changed = changedChoice(turn, run, text);
  if (changed === null) return false;
  say(turn, `Noted: ${changed.label}: ${changed.text}.`);
  proceed(turn, run);
  return true;
}
