import type { Command, Outcome } from '../dialogue/command.ts';
import { type Heard, has } from '../dialogue/heard.ts';
import { builtinSlotsIn } from '../flow/builtin-slots.ts';
import { activeRun, slotContext, type Turn, tell } from '../flow/turn.ts';
import type { Stop } from '../flow/walk.ts';
import { wordCount } from '../language/normalise.ts';
import { askedIn } from '../language/questions.ts';
import { type Saying, says } from '../language/sayings.ts';
import { findPhone } from '../slots/parse-contact.ts';
import type { Run } from '../state/state-schema.ts';
import { addToLists } from '../turn/additions.ts';
import { fillFromMessage, fillFromPhrases, setAnswer } from '../turn/answers.ts';
import { changedChoice, changedError } from '../turn/corrections.ts';
import { noteBesides, noteDenied, triedBefore } from '../turn/facts.ts';
import { linesOf } from '../turn/lines.ts';
import { noteRest } from '../turn/note-beside.ts';
import { type NotedLine, notedOf, toNoted, worthSaying } from '../turn/noted.ts';
import { stopOf } from '../turn/proceed.ts';
import { finishStep, type GuideStop, noteReport } from './step-parts.ts';

/** At a step, words for another branch than the one that was chosen before: "I lost my phone" where the code was to come. */
export const noteChange: Command = (turn, heard) => {
  const run = activeRun(turn.state);
  if (run === null) return false;
  const stop = stopOf(turn, run);
  if (stop.kind !== 'guide' || wordCount(heard.text) < changeWordsMin) return false;
  if (says('shows_now', heard.text, turn.language)) return noteShown(turn, run, stop, heard);
  // "Still one screen", "I can't find it": how the step went, in words that may name another branch by chance.
  if (['persists', 'obstacle', 'refuses', 'gives_up'].some((what) => says(what as Saying, heard.text, turn.language)))
    return false;
  const isReport = has(heard, 'worked', 'not_worked', 'partly', 'cannot', 'done', 'solved');
  // What she only asks about is no change.
  const { questions, rest } = askedIn(heard.text, turn.language);
  const changed = changedChoice(turn, run, { text: questions.length > 0 ? rest : heard.text, isReport });
  if (changed === null) return false;
  tell(turn, 'open.noted', { lines: linesOf(turn.words, [changed]) });
  return 'moved';
};

/** "Still no luck, but now it says …": the step is over, and what shows now decides on the next one. */
function noteShown(turn: Turn, run: Run, stop: GuideStop, heard: Heard): Outcome {
  const { text } = heard;
  const changed = [changedChoice(turn, run, { text, isReport: true }), changedError(turn, run, text)].filter(
    (line) => line !== null,
  );
  if (changed.length === 0) return false;
  fillFromMessage(turn, run, text, null);
  noteReport(turn, run, text);
  const at = turn.texts.length;
  const outcome = finishStep(turn, run, stop, 'failed', heard);
  turn.texts.splice(at, turn.texts.length - at, turn.words('open.noted', { lines: linesOf(turn.words, changed) }));
  return outcome;
}

/** Fewer words say nothing of another branch. */
const changeWordsMin = 3;

/** The message does not answer the open question but other ones: they are noted, and said back. */
export const noteFacts: Command = (turn, heard) => {
  const run = activeRun(turn.state);
  if (run === null) return false;
  const before = stopOf(turn, run);
  const lines = [
    ...fillFromMessage(turn, run, heard.text, null),
    ...addToLists(turn, run, heard.text),
    ...numberOnly(turn, run, heard.text),
  ];
  const denied = noteDenied(turn, run, heard.text);
  noteBesides(turn, run, heard.text);
  if (lines.length === 0 && denied.length > 0) {
    tell(turn, 'open.denied', { text: denied.join(', ') });
    return 'said';
  }
  if (lines.length === 0) return leftTried(turn, run, before);
  run.confirmed = true;
  if (worthSaying(lines)) tell(turn, 'open.noted', { lines: notedOf(turn.words, lines) });
  noteRest(turn, run, heard, lines);
  return 'moved';
};

/** "I waited an hour already" at the step that asks her to wait: it is done, and no question how it went. */
function leftTried(turn: Turn, run: Run, before: Stop): Outcome {
  if (before.kind !== 'guide' || run.done[before.key] !== triedBefore) return false;
  tell(turn, stopOf(turn, run).kind === 'guide' ? 'guide.failed_next' : 'guide.failed');
  return 'moved';
}

/** A message that is a phone number and nothing else is where she can be reached, whatever was asked. */
function numberOnly(turn: Turn, run: Run, text: string): NotedLine[] {
  const slot = builtinSlotsIn(turn.words.language).phone;
  if (slot === undefined || turn.state.profile.phone !== null || /[^\d\s()+./-]/.test(text)) return [];
  const { country } = slotContext(turn);
  const phone = findPhone(text, country, turn.language);
  if (phone === null || phone.replace(/\D/g, '').length < phoneDigitsMin) return [];
  setAnswer(turn, run, 'phone', { v: phone, t: phone });
  return [toNoted(slot, { v: phone, t: phone })];
}

/** Fewer digits may be of anything else. */
const phoneDigitsMin = 10;

/** Words that a file listens for give an open line its answer: "the user's email is …" is not hers. */
export const noteHeard: Command = (turn, heard) => {
  const run = activeRun(turn.state);
  if (run === null) return false;
  const lines = fillFromPhrases(turn, run, heard.text);
  if (lines.length === 0) return false;
  if (worthSaying(lines)) tell(turn, 'open.noted', { lines: notedOf(turn.words, lines) });
  return 'moved';
};
