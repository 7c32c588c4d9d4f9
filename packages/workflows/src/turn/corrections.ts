import type { SlotDefinition } from '../definition/slot-schema.ts';
import { builtinSlots } from '../flow/builtin-slots.ts';
import { answerOf, slotContext, slotOf, type Turn, workflowOf } from '../flow/turn.ts';
import type { Stop } from '../flow/walk.ts';
import { saysGoodbye, saysThanks } from '../language/intents.ts';
import { bare, wordCount } from '../language/normalise.ts';
import { heardIn } from '../slots/extract.ts';
import { parseAnswer } from '../slots/parse-answer.ts';
import { mentions, optionsOf, toParsed } from '../slots/parse-choice.ts';
import { findEmails } from '../slots/parse-contact.ts';
import type { Answer, Run } from '../state/state-schema.ts';
import { clearAnswer, setAnswer } from './answers.ts';
import { answered, mentioned, namesOther, readValue, tailOf } from './lines.ts';

const leadCue =
  /^(?:(?:oh|ah|ok|okay|wait|hold on|um|hm|yes|yeah|hey|but)[,.! ]+)*(?:sorry|oops|actually|no|nope|wait|correction|i mean(?:t)?|i made a (?:mistake|typo)|my mistake|typo|scratch that|rather|apologies|pardon|my bad)\b[,.!:;\- ]*/i;
const changeCue =
  /\b(?:change|update|correct|edit|fix|replace|set|amend|modify|switch)\s+(?:the |my |that |her |his |their )?/i;
const wrongCue =
  /\b(?:wrong|incorrect|mistyped|misspelled|misspelt|not right|not correct|should (?:be|have been|say|read)|supposed to be|instead of|i meant|make (?:it|that)|is not|isn't|was a typo|has a typo)\b/i;

export interface Correction {
  /** Lines that changed, for the reply. */
  readonly changed: readonly { readonly label: string; readonly text: string }[];
  /** A line that is asked again because no new value came with it. */
  readonly reopened: string | null;
}

/**
 * Finds out whether a message corrects an earlier answer: "sorry, wrong email, it's x@y.com", "no, I meant 100 GB",
 * "change the name to …". Null when it does not. `insist`: the customer was asked what to change.
 */
export function correct(turn: Turn, run: Run, text: string, stop: Stop | null, insist = false): Correction | null {
  // "No, that's all" and "no, thanks" correct nothing.
  if (!insist && (saysGoodbye(text) || (saysThanks(text) && wordCount(text) <= 4))) return null;
  const led = leadCue.test(text);
  const asked = stop?.kind === 'ask' ? slotOf(workflowOf(turn, run.workflow), stop.slot) : undefined;
  // Where any text is an answer, only a clear beginning makes it a correction.
  const free = asked?.type === 'text' || asked?.type === 'error_code';
  const cued = insist || led || changeCue.test(text) || (!free && wrongCue.test(text));
  const heard = byPhrase(turn, run, text, stop);
  if (heard !== null) return heard;
  if (!cued) return null;
  const rest = text.replace(leadCue, '').trim();
  if (asked !== undefined && !insist && !namesOther(turn, run, text, stop) && answersQuestion(turn, asked, rest))
    return null;
  const strong = insist || led || changeCue.test(text);
  return (
    byName(turn, run, text, stop) ??
    byValue(turn, run, rest, insist || led, changeCue.test(text)) ??
    reopened(turn, run, text, stop, strong)
  );
}

function answersQuestion(turn: Turn, slot: SlotDefinition, rest: string): boolean {
  if (['text', 'name', 'username', 'error_code', 'yes_no'].includes(slot.type)) return false;
  return parseAnswer(slot, rest, slotContext(turn)).ok;
}

/** "the start date is Monday", "sorry, cable not wifi": a line that is named, and its new value. */
function byName(turn: Turn, run: Run, text: string, stop: Stop | null): Correction | null {
  const hit = mentioned(turn, run, text);
  if (hit === null || (stop?.kind === 'ask' && stop.slot === hit.name)) return null;
  const tail = tailOf(text, hit.end);
  const value = tail === '' ? null : readValue(turn, hit.slot, tail);
  return value === null ? null : changedTo(turn, run, hit.name, hit.slot, value);
}

/** "Change the email" or "the email is wrong", without a new one: it is asked for. A mere "no" in front reopens nothing. */
function reopened(turn: Turn, run: Run, text: string, stop: Stop | null, strong: boolean): Correction | null {
  const hit = mentioned(turn, run, text);
  if (hit === null || (stop?.kind === 'ask' && stop.slot === hit.name)) return null;
  const wrong = wrongCue.test(text) || changeCue.test(text);
  if (!wrong && (!strong || tailOf(text, hit.end) !== '' || /^\s*(?:no|nope)\b/i.test(text))) return null;
  clearAnswer(turn, run, hit.name);
  return { changed: [], reopened: hit.name };
}

/** "I meant 100 GB": the value itself tells which line it belongs to. */
function byValue(turn: Turn, run: Run, rest: string, led: boolean, changing: boolean): Correction | null {
  const workflow = workflowOf(turn, run.workflow);
  const names = answered(turn, run);
  if (findEmails(rest).length > 0) {
    const name = names.find((candidate) => slotOf(workflow, candidate)?.type === 'email') ?? 'email';
    const slot = slotOf(workflow, name) ?? builtinSlots.email;
    const value = slot === undefined ? null : readValue(turn, slot, rest);
    if (slot !== undefined && value !== null) return changedTo(turn, run, name, slot, value);
  }
  if (!led) return null;
  const choice = changing
    ? null
    : changedChoice(turn, run, rest.replace(/^(?:i meant|i mean|it's|its|it is|make it|make that|the)\s+/i, ''));
  if (choice !== null) return { changed: [choice], reopened: null };
  const meant = /^(?:i meant|i mean|it's|it is|it should be|should be|make (?:it|that)|that should be)\s+(.+)$/i.exec(
    rest,
  )?.[1];
  const last = names.find((name) => slotOf(workflow, name)?.type !== 'choice');
  const slot = last === undefined ? undefined : slotOf(workflow, last);
  if (meant === undefined || last === undefined || slot === undefined) return null;
  const value = slot.type === 'yes_no' ? null : readValue(turn, slot, meant);
  return value === null ? null : changedTo(turn, run, last, slot, value);
}

/** Another option, named without doubt, than the one that was chosen before. */
export function changedChoice(turn: Turn, run: Run, text: string): Correction['changed'][number] | null {
  for (const name of answered(turn, run)) {
    const slot = slotOf(workflowOf(turn, run.workflow), name);
    if (slot?.type !== 'choice') continue;
    const found = mentions(bare(text), optionsOf(slot, turn.context.settings.lists));
    const read = found.length === 1 && found[0] !== undefined ? toParsed(found[0]) : null;
    if (read?.ok !== true || read.answer.v === answerOf(turn.state, run, name)?.v) continue;
    setAnswer(turn, run, name, read.answer);
    return { label: slot.label, text: read.answer.t };
  }
  return null;
}

/** "my email is x@y.com" about a line that had another value. */
function byPhrase(turn: Turn, run: Run, text: string, stop: Stop | null): Correction | null {
  const workflow = workflowOf(turn, run.workflow);
  for (const name of answered(turn, run)) {
    const slot = slotOf(workflow, name);
    if (slot === undefined || slot.listen.length === 0 || (stop?.kind === 'ask' && stop.slot === name)) continue;
    const phrasesOnly = slot.type === 'choice' ? null : heardIn(slot, text, slotContext(turn));
    const before = answerOf(turn.state, run, name);
    if (
      phrasesOnly !== null &&
      before !== undefined &&
      before.v !== phrasesOnly.v &&
      slot.type !== 'error_code' &&
      slot.type !== 'yes_no'
    )
      return changedTo(turn, run, name, slot, phrasesOnly);
  }
  return null;
}

function changedTo(turn: Turn, run: Run, name: string, slot: SlotDefinition, answer: Answer): Correction {
  if (answerOf(turn.state, run, name)?.v !== answer.v) setAnswer(turn, run, name, answer);
  return { changed: [{ label: slot.label, text: answer.t }], reopened: null };
}
