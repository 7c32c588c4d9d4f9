import type { SlotDefinition } from '../definition/slot-schema.ts';
import { builtinSlots, isProfileSlot, profileSlots } from '../flow/builtin-slots.ts';
import { answerOf, slotContext, slotOf, type Turn, workflowOf } from '../flow/turn.ts';
import type { Stop } from '../flow/walk.ts';
import { bare, escapeRegex } from '../language/normalise.ts';
import { extract } from '../slots/extract.ts';
import { parseAnswer } from '../slots/parse-answer.ts';
import { mentions, optionsOf, toParsed } from '../slots/parse-choice.ts';
import { findEmails } from '../slots/parse-contact.ts';
import type { Answer, Run } from '../state/state-schema.ts';
import { clearAnswer, setAnswer } from './answers.ts';

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
  return (
    byName(turn, run, text, stop, insist || led || changeCue.test(text)) ?? byValue(turn, run, rest, insist || led)
  );
}

function answersQuestion(turn: Turn, slot: SlotDefinition, rest: string): boolean {
  if (['text', 'name', 'username', 'error_code', 'yes_no'].includes(slot.type)) return false;
  return parseAnswer(slot, rest, slotContext(turn)).ok;
}

/** Slots that have an answer, the newest first. */
function answered(turn: Turn, run: Run): string[] {
  const names = [
    ...run.order,
    ...Object.keys(run.slots),
    ...profileSlots.filter((name) => turn.state.profile[name] !== null),
  ];
  return [...new Set(names)].filter((name) => answerOf(turn.state, run, name) !== undefined).reverse();
}

function wordsFor(slot: SlotDefinition, name: string): string[] {
  return [...new Set([slot.label, name.replaceAll('_', ' '), ...slot.names].map(bare))]
    .filter((word) => word.length > 2)
    .sort((a, b) => b.length - a.length);
}

function mentioned(
  turn: Turn,
  run: Run,
  text: string,
): { name: string; slot: SlotDefinition; end: number; word: string } | null {
  const workflow = workflowOf(turn, run.workflow);
  const hits = answered(turn, run).flatMap((name) => {
    const slot = slotOf(workflow, name);
    if (slot === undefined) return [];
    return wordsFor(slot, name).flatMap((word) => {
      const match = new RegExp(
        `(?<![\\p{L}\\p{N}])${escapeRegex(word).replaceAll(' ', '[\\s-]+')}(?![\\p{L}\\p{N}@])`,
        'iu',
      ).exec(text);
      return match === null ? [] : [{ name, slot, end: match.index + match[0].length, word }];
    });
  });
  // Of equal words the run's own line is meant: "the name is wrong" in a request about another person.
  const own = (name: string) => (isProfileSlot(name) ? 0 : 1);
  return hits.sort((a, b) => b.word.length - a.word.length || own(b.name) - own(a.name))[0] ?? null;
}

function namesOther(turn: Turn, run: Run, text: string, stop: Stop | null): boolean {
  const hit = mentioned(turn, run, text);
  return hit !== null && !(stop?.kind === 'ask' && stop.slot === hit.name);
}

/** "The user name is jdoes": a new value for a line that has one, whatever topic the words may sound like. */
export function namesNewValue(turn: Turn, run: Run, text: string): boolean {
  const hit = mentioned(turn, run, text);
  if (hit === null || !/^\s*(?:is|should be|must be|to|was meant to be|=|:)\b/i.test(text.slice(hit.end))) return false;
  return readValue(turn, hit.slot, tailOf(text, hit.end)) !== null;
}

function byName(turn: Turn, run: Run, text: string, stop: Stop | null, strong: boolean): Correction | null {
  const hit = mentioned(turn, run, text);
  if (hit === null || (stop?.kind === 'ask' && stop.slot === hit.name)) return null;
  const tail = tailOf(text, hit.end);
  const value = tail === '' ? null : readValue(turn, hit.slot, tail);
  if (value !== null) return changedTo(turn, run, hit.name, hit.slot, value);
  // "change the email" or "the email is wrong" without a new one: ask for it.
  const wrong = wrongCue.test(text) || changeCue.test(text);
  if (!strong && !wrong) return null;
  if (!wrong && tail !== '') return null;
  clearAnswer(turn, run, hit.name);
  return { changed: [], reopened: hit.name };
}

/** What follows the name of a line: the new value. */
function tailOf(text: string, end: number): string {
  return text
    .slice(end)
    .replace(
      /^\s*(?:is|was|are)?\s*(?:wrong|incorrect|not right|not correct|a typo|misspelled|misspelt)\b[,.;:!\s]*/i,
      '',
    )
    .replace(
      /^[\s,.;:!-]*(?:(?:it's|its|it is|that's|it should be|should be|should say|should read|should have been|is supposed to be|supposed to be|needs to be|must be|will be|would be|to be|to|is|was|as|with|from .+? to|not .+? but|=|→)\b\s*)+/i,
      '',
    )
    .trim();
}

function readValue(turn: Turn, slot: SlotDefinition, tail: string): Answer | null {
  const read = parseAnswer(slot, tail.replace(/[.!\s]+$/, ''), slotContext(turn));
  return read.ok ? read.answer : null;
}

/** "I meant 100 GB": the value itself tells which line it belongs to. */
function byValue(turn: Turn, run: Run, rest: string, led: boolean): Correction | null {
  const workflow = workflowOf(turn, run.workflow);
  const context = slotContext(turn);
  const names = answered(turn, run);
  if (findEmails(rest).length > 0) {
    const name = names.find((candidate) => slotOf(workflow, candidate)?.type === 'email') ?? 'email';
    const slot = slotOf(workflow, name) ?? builtinSlots.email;
    const value = slot === undefined ? null : readValue(turn, slot, rest);
    if (slot !== undefined && value !== null) return changedTo(turn, run, name, slot, value);
  }
  if (!led) return null;
  for (const name of names) {
    const slot = slotOf(workflow, name);
    if (slot?.type !== 'choice') continue;
    const found = mentions(
      bare(rest.replace(/^(?:i meant|i mean|it's|its|it is|make it|make that|the)\s+/i, '')),
      optionsOf(slot, context.lists),
    );
    const read = found.length === 1 && found[0] !== undefined ? toParsed(found[0]) : null;
    if (read?.ok === true && read.answer.v !== answerOf(turn.state, run, name)?.v)
      return changedTo(turn, run, name, slot, read.answer);
  }
  const meant = /^(?:i meant|i mean|it's|it is|it should be|should be|make (?:it|that)|that should be)\s+(.+)$/i.exec(
    rest,
  )?.[1];
  const last = names.find((name) => slotOf(workflow, name)?.type !== 'choice');
  const slot = last === undefined ? undefined : slotOf(workflow, last);
  if (meant === undefined || last === undefined || slot === undefined) return null;
  const value = slot.type === 'yes_no' ? null : readValue(turn, slot, meant);
  return value === null ? null : changedTo(turn, run, last, slot, value);
}

/** "my email is x@y.com" about a line that had another value. */
function byPhrase(turn: Turn, run: Run, text: string, stop: Stop | null): Correction | null {
  const workflow = workflowOf(turn, run.workflow);
  for (const name of answered(turn, run)) {
    const slot = slotOf(workflow, name);
    if (slot === undefined || slot.listen.length === 0 || (stop?.kind === 'ask' && stop.slot === name)) continue;
    const phrasesOnly =
      slot.type === 'choice' ? null : extract({ ...slot, only_when_asked: false }, text, slotContext(turn));
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

/** Reopens the newest answer: "go back". */
export function reopenLast(turn: Turn, run: Run): string | null {
  const name = answered(turn, run).find((candidate) => run.order.includes(candidate));
  if (name === undefined) return null;
  clearAnswer(turn, run, name);
  return name;
}

/** Labels of everything that can be corrected, newest last. */
export function correctable(turn: Turn, run: Run): { name: string; label: string }[] {
  const workflow = workflowOf(turn, run.workflow);
  return answered(turn, run)
    .reverse()
    .map((name) => ({ name, label: slotOf(workflow, name)?.label ?? name }));
}
