import type { SlotDefinition } from '../definition/slot-schema.ts';
import { isProfileSlot } from '../flow/builtin-slots.ts';
import { talkToPerson } from '../flow/reply.ts';
import { fill } from '../flow/templates.ts';
import { say, slotContext, slotOf, type Turn, workflowOf } from '../flow/turn.ts';
import type { Stop } from '../flow/walk.ts';
import { wantsSomethingElse, wishesToGoBack, wishesToSkip } from '../language/intents.ts';
import { bare } from '../language/normalise.ts';
import { isUnsure, readYesNo } from '../language/yes-no.ts';
import { parseAnswer } from '../slots/parse-answer.ts';
import { type Parsed, parsed } from '../slots/slot-context.ts';
import type { Run } from '../state/state-schema.ts';
import { answerGuide } from './answer-guide.ts';
import { fillFromMessage, setAnswer } from './answers.ts';
import { askWhatToCorrect } from './ask-correction.ts';
import { endRun } from './end-run.ts';
import { proceed } from './proceed.ts';
import { keepDay, keptDay, offerAnswers, prompt, promptSlot } from './prompt.ts';
import { offerWays } from './ways.ts';

/** Takes a message as the answer to the step at which the run stands. False when it is none. */
export function answerStop(turn: Turn, run: Run, stop: Stop, text: string): boolean {
  switch (stop.kind) {
    case 'ask':
      return answerSlot(turn, run, stop, text);
    case 'guide':
      return answerGuide(turn, run, stop, text);
    case 'confirm':
      return answerConfirm(turn, run, stop, text);
    default:
      return false;
  }
}

function answerSlot(turn: Turn, run: Run, stop: Extract<Stop, { kind: 'ask' }>, text: string): boolean {
  const slot = slotOf(workflowOf(turn, run.workflow), stop.slot);
  if (slot === undefined) return false;
  if (/^(?:try again|once more|again)$/.test(bare(text)) && run.asked !== null) {
    run.asked.tries = 0;
    promptSlot(turn, run, stop.slot);
    return true;
  }
  const skipping =
    wishesToSkip(text) ||
    // "No" is no file name; the description of a request must be one.
    (slot.type === 'text' && stop.slot !== 'details' && /^(?:no|nope|nah)$/.test(bare(text))) ||
    (['choice', 'yes_no', 'percent', 'number', 'date'].includes(slot.type) && isUnsure(text));
  const day = slot.type === 'datetime' ? keptDay(run, text) : null;
  const said = day === null ? text : `${day} ${text}`;
  const result = parseOwn(turn, stop.slot, slot, text) ?? parseAnswer(slot, said, slotContext(turn));
  if (result.ok && !(skipping && takesAnyWords(slot.type))) {
    setAnswer(turn, run, stop.slot, result.answer);
    accept(turn, run, text, stop.slot);
    return true;
  }
  if (skipping) {
    setAnswer(turn, run, stop.slot, {
      v: null,
      t: slot.type === 'yes_no' || slot.type === 'choice' ? 'not sure' : 'not given',
    });
    say(turn, "That's fine, we can do without it.");
    accept(turn, run, '', stop.slot);
    return true;
  }
  if (slot.type === 'choice' && run.asked !== null) {
    if (wantsSomethingElse(text)) {
      run.asked.hint = 'own_words';
      say(turn, 'Sure. Please tell me in your own words.');
      return true;
    }
    // Asked for her own words: what she says is the answer, whatever the list.
    if (run.asked.hint === 'own_words' && (result.ok || result.hint === undefined)) {
      setAnswer(turn, run, stop.slot, { v: 'other', t: text.trim().slice(0, 300) });
      accept(turn, run, text, stop.slot);
      return true;
    }
  }
  return false;
}

/** "Yes" or "mine", where an address is asked for and hers is known. */
function parseOwn(turn: Turn, name: string, { type, ask }: SlotDefinition, text: string): Parsed | null {
  const { email } = turn.state.profile;
  if (type !== 'email' || isProfileSlot(name) || email === null || /@/.test(text)) return null;
  const own =
    // A plain yes only where the question offers hers.
    (ask.includes('{{customer.email}}') && readYesNo(text) === 'yes') ||
    /\b(?:mine|my own|the same|same one|that one|this one|my address|my email)\b/.test(bare(text));
  return own ? parsed(email, email) : null;
}

/** Where nearly any words would be an answer, "skip" and "I don't know" are not. */
function takesAnyWords(type: string): boolean {
  return ['text', 'name', 'username', 'error_code'].includes(type);
}

function accept(turn: Turn, run: Run, text: string, slot: string): void {
  run.confirmed = true;
  if (run.reopen === slot) run.reopen = null;
  if (text !== '' && bare(text).split(' ').length > 2) fillFromMessage(turn, run, text, slot);
  proceed(turn, run);
}

/** What was said could not be used: help once, then offer a way round the question. */
export function retryStop(turn: Turn, run: Run, stop: Stop, text: string): void {
  const asked = run.asked?.key === stop.key ? run.asked : { key: stop.key, tries: 0 };
  run.asked = { ...asked, tries: asked.tries + 1 };
  if (stop.kind !== 'ask') {
    if (run.asked.tries > 2) {
      offerWays(turn, 'stuck');
      return;
    }
    say(turn, "Sorry, I didn't get that.");
    prompt(turn, run, stop, 'again');
    return;
  }
  const slot = slotOf(workflowOf(turn, run.workflow), stop.slot);
  if (slot === undefined || run.asked.tries > 3) {
    offerWays(turn, 'stuck');
    return;
  }
  if (run.asked.tries >= 2) {
    say(
      turn,
      'No problem. We can leave this one open and go on, or I can bring in a person. You can also just try once more.',
    );
    turn.suggestions = ['Skip it', 'Try again', talkToPerson];
    return;
  }
  keepDay(turn, run, slot);
  const result = parseAnswer(slot, text, slotContext(turn));
  const hint = result.ok ? undefined : result.hint;
  const help = fill(slot.retry ?? slot.ask, run, turn);
  say(turn, hint === undefined ? `Sorry, I didn't get that. ${help}` : `${hint} ${help}`);
  offerAnswers(turn, slot);
}

function answerConfirm(turn: Turn, run: Run, stop: Extract<Stop, { kind: 'confirm' }>, text: string): boolean {
  if (wishesToGoBack(text) || wantsSomethingElse(text)) {
    askWhatToCorrect(turn, run);
    return true;
  }
  switch (readYesNo(text)) {
    case 'yes':
      run.done[stop.key] = 'confirmed';
      run.confirmed = true;
      proceed(turn, run);
      return true;
    case 'no':
      askWhatToCorrect(turn, run);
      return true;
    default:
      return false;
  }
}

/** The problem is gone, whatever step the run stands at. */
export function endSolved(turn: Turn, run: Run): void {
  say(turn, 'Great, glad that is sorted!');
  endRun(turn, run, { outcome: 'resolved', step: { end: 'resolved', tags: [], notes: [] }, awaited: true });
}
