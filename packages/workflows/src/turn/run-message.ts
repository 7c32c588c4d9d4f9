import type { Understanding } from '../engine-types.ts';
import { fill } from '../flow/templates.ts';
import { say, slotOf, type Turn, workflowOf } from '../flow/turn.ts';
import type { Stop } from '../flow/walk.ts';
import {
  asksStatus,
  asksWhatIsMeant,
  asksWhy,
  looksLikeQuestion,
  makesSmallTalk,
  saysGoodbye,
  saysGreeting,
  saysSolved,
  saysThanks,
  turnsToAnother,
  wantsSomethingElse,
  wishesToGoBack,
  wishesToReturn,
} from '../language/intents.ts';
import { wordCount } from '../language/normalise.ts';
import { namesOption, optionsOf } from '../slots/parse-choice.ts';
import type { Run } from '../state/state-schema.ts';
import { answerStop, endSolved, retryStop } from './answer-step.ts';
import { fillFromMessage } from './answers.ts';
import { askWhatToCorrect } from './ask-correction.ts';
import { changedChoice, correct } from './corrections.ts';
import { namesNewValue, reopenLast } from './lines.ts';
import { englishOnly } from './not-covered.ts';
import { proceed, stopOf } from './proceed.ts';
import { prompt } from './prompt.ts';
import { letGo } from './settle-stack.ts';
import { answerFromArticle } from './small-talk.ts';
import { resumeStacked, switchTo } from './switching.ts';

/** Surely enough of another topic to leave the running one. */
const switchConfidence = 0.5;
/** The same without any word of turning away. */
const plainConfidence = 0.6;
/** So sure that the opening's guess was wrong, when the very first answer says it. */
const firstAnswerConfidence = 0.95;

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

function isFreeText(turn: Turn, run: Run, stop: Stop): boolean {
  return (
    stop.kind === 'ask' &&
    ['text', 'error_code'].includes(slotOf(workflowOf(turn, run.workflow), stop.slot)?.type ?? '')
  );
}

/** "Actually, another problem: …" or, right after the opening, "no, my account is locked". */
function turnsAway(turn: Turn, run: Run, stop: Stop, text: string, understanding: Understanding | null): boolean {
  const other = understanding?.outcome === 'match' && understanding.workflow !== run.workflow;
  if (!other || wordCount(text) < 3 || namesNewValue(turn, run, text)) return false;
  const early = !run.confirmed && /^(?:no|nope|nah|not|that's not|thats not|wrong|sorry)\b/i.test(text.trim());
  const betterKnown =
    !run.confirmed && understanding.confidence >= firstAnswerConfidence && !isOption(turn, run, stop, text);
  if (!early && !betterKnown && !turnsToAnother(text)) return false;
  if (stop.kind === 'confirm' && /\b(?:change|correct|wrong)\b/i.test(text)) return false;
  return switchesTo(turn, run, understanding, true);
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

function explains(turn: Turn, run: Run, stop: Stop, text: string): boolean {
  const why = asksWhy(text);
  if (!why && !asksWhatIsMeant(text)) return false;
  say(
    turn,
    whyOf(turn, run, stop) ?? (why ? 'It helps the team solve this without asking you again.' : 'Let me put it again.'),
  );
  prompt(turn, run, stop);
  return true;
}

function whyOf(turn: Turn, run: Run, stop: Stop): string | null {
  if (stop.kind === 'ask') {
    const why = slotOf(workflowOf(turn, run.workflow), stop.slot)?.why;
    return why === undefined ? null : fill(why, run, turn);
  }
  if (stop.kind === 'guide')
    return stop.node.step.why === undefined
      ? 'This is one of the most common fixes for this problem, so it is worth a try first.'
      : fill(stop.node.step.why, run, turn);
  if (stop.kind === 'verify')
    return 'This touches an account, so I have to be sure that nobody else asks for it in your name.';
  if (stop.kind === 'confirm') return 'So that the team gets it right the first time.';
  return null;
}

/** Thanks, greetings and small talk in between are answered in a word; the question stays. */
function chats(turn: Turn, run: Run, stop: Stop, text: string): boolean {
  const small = makesSmallTalk(text);
  if (small === 'who')
    say(turn, "I'm AceBuddy, the support assistant. I'm a program, and I can bring in a person at any time.");
  else if (small !== null) say(turn, "Thanks for asking! Let's get this sorted.");
  else if (saysGreeting(text)) say(turn, 'Hello again!');
  else if (saysGoodbye(text) && stop.kind !== 'confirm') {
    if (run.asked?.hint === 'bye') {
      letGo(turn, run);
      return true;
    }
    if (run.asked !== null) run.asked.hint = 'bye';
    say(
      turn,
      'Before you go: your request isn\'t logged yet. It takes only a little more, or say "cancel" to drop it.',
    );
  } else if (
    saysThanks(text) &&
    !/^(?:no|nope|nah)\b/i.test(text) &&
    stop.kind !== 'guide' &&
    wordCount(text) <= 5 &&
    !(stop.kind === 'confirm' || isYesNo(turn, run, stop))
  )
    say(turn, "You're welcome!");
  else return false;
  prompt(turn, run, stop, 'again');
  return true;
}

function isYesNo(turn: Turn, run: Run, stop: Stop): boolean {
  return stop.kind === 'ask' && slotOf(workflowOf(turn, run.workflow), stop.slot)?.type === 'yes_no';
}

/** Where any words would be taken for an answer, a question with a good article is answered first. */
function asksBeforeAnswering(turn: Turn, run: Run, stop: Stop, text: string): boolean {
  if (!isFreeText(turn, run, stop) || !/\?\s*$/.test(text)) return false;
  if (!answerFromArticle(turn)) return false;
  prompt(turn, run, stop, 'again');
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

function asksInBetween(turn: Turn, run: Run, stop: Stop, text: string): boolean {
  if (wantsSomethingElse(text)) {
    say(turn, 'Sure. Please tell me in your own words.');
    return true;
  }
  if (!looksLikeQuestion(text) && !asksStatus(text)) return false;
  if (!answerFromArticle(turn)) say(turn, "I can't answer that one here, but it goes on the ticket, so the team can.");
  const asked = run.asked;
  if (asked !== null) asked.tries += 1;
  if (asked !== null && asked.tries > 3) return false;
  prompt(turn, run, stop, 'again');
  return true;
}
