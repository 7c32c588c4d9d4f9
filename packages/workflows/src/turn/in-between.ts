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
  saysThanks,
  wantsSomethingElse,
} from '../language/intents.ts';
import { wordCount } from '../language/normalise.ts';
import type { Run } from '../state/state-schema.ts';
import { prompt } from './prompt.ts';
import { letGo } from './settle-stack.ts';
import { answerFromArticle } from './small-talk.ts';

/** Where nearly any words would be taken for the answer. */
export function isFreeText(turn: Turn, run: Run, stop: Stop): boolean {
  return (
    stop.kind === 'ask' &&
    ['text', 'error_code'].includes(slotOf(workflowOf(turn, run.workflow), stop.slot)?.type ?? '')
  );
}

/** "Why do you need that?" and "what do you mean?" */
export function explains(turn: Turn, run: Run, stop: Stop, text: string): boolean {
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
export function chats(turn: Turn, run: Run, stop: Stop, text: string): boolean {
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
export function asksBeforeAnswering(turn: Turn, run: Run, stop: Stop, text: string): boolean {
  if (!isFreeText(turn, run, stop) || !/\?\s*$/.test(text)) return false;
  if (!answerFromArticle(turn)) return false;
  prompt(turn, run, stop, 'again');
  return true;
}

/** A question that no answer was expected to: answered where an article can, and the open question put again. */
export function asksInBetween(turn: Turn, run: Run, stop: Stop, text: string): boolean {
  if (wantsSomethingElse(text)) {
    say(turn, 'Sure. Please tell me in your own words.');
    return true;
  }
  if (!looksLikeQuestion(text) && !asksStatus(text)) return false;
  if (!answerFromArticle(turn))
    say(
      turn,
      (/\bwhy\b/i.test(text) ? whyOf(turn, run, stop) : null) ??
        "I can't answer that one here, but it goes on the ticket, so the team can.",
    );
  const asked = run.asked;
  if (asked !== null) asked.tries += 1;
  if (asked !== null && asked.tries > 3) return false;
  prompt(turn, run, stop, 'again');
  return true;
}
