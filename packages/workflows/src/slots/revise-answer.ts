import { DateTime } from 'luxon';
import type { SlotDefinition } from '../definition/slot-schema.ts';
import { correctionWords } from '../language/correction-words.ts';
import { momentWords } from '../language/moment-words.ts';
import { plain } from '../language/name-words.ts';
import { escapeRegex } from '../language/normalise.ts';
import type { Answer } from '../state/state-schema.ts';
import { findMoment, zoneIn } from './find-moment.ts';
import { parseAnswer } from './parse-answer.ts';
import type { SlotContext } from './slot-context.ts';

/** An answer that stands, and the slot it answers. */
export interface Standing {
  readonly slot: SlotDefinition;
  readonly answer: Answer;
}

/**
 * What an answer becomes by a correction of it. The part that was not named stays: "the 17th" is of the month that was said,
 * "at 11" of its day, "Maria, not Marie" keeps the last name. Null when it is none, or the one that stands.
 */
export function revise(
  { slot, answer }: Standing,
  wanted: string,
  unwanted: string | null,
  context: SlotContext,
): Answer | null {
  const text = wanted.trim();
  if (text === '') return null;
  const said = slot.type === 'datetime' ? asStanding(answer, text, context) : context;
  for (const candidate of candidatesFor({ slot, answer }, text, unwanted, said)) {
    // Half past nine, when that has passed, is the one in the evening.
    for (const half of slot.type === 'datetime' ? [said.half, 'pm' as const] : [undefined]) {
      const read = parseAnswer(slot, candidate, { ...said, ...(half !== undefined && { half }) });
      if (!read.ok || read.answer.v === null) continue;
      const now = slot.type === 'datetime' ? inZoneOf(said, context, read.answer) : read.answer;
      return now.v === answer.v && now.zone === answer.zone ? null : now;
    }
  }
  return null;
}

/** A moment that stands lends what is not said anew: its zone, and in the evening or at night its half of the day. */
function asStanding({ v, zone }: Answer, text: string, context: SlotContext): SlotContext {
  const own = zoneIn(text, context.zone, context.words.language) ?? zone ?? context.zone;
  const { hour } = DateTime.fromISO(String(v), { zone: zone ?? context.zone });
  const half = hour >= eveningHour ? 'pm' : hour < officeHour ? 'am' : undefined;
  return { ...context, zone: own, ...(half !== undefined && { half }) };
}

const officeHour = 6;
const eveningHour = 18;

/** Her own zone needs no word. */
function inZoneOf({ zone }: SlotContext, context: SlotContext, answer: Answer): Answer {
  return answer.zone !== undefined || zone === context.zone ? answer : { ...answer, zone };
}

function candidatesFor(
  { slot, answer }: Standing,
  text: string,
  unwanted: string | null,
  context: SlotContext,
): string[] {
  const { article } = correctionWords(context.words.language);
  const replaced = unwanted === null ? null : partReplaced(answer, text.replace(article, ''), unwanted);
  switch (slot.type) {
    case 'date':
      return [dayOfMonth(answer, text, context), text].filter((candidate) => candidate !== null);
    case 'datetime':
      return [withOldPart(answer, text, context) ?? text];
    case 'text':
    case 'name':
    case 'email':
    case 'username':
      return [replaced, text].filter((candidate) => candidate !== null);
    default:
      return [text];
  }
}

/** "Maria, not Marie" of "Marie Lopez". */
function partReplaced({ v }: Answer, wanted: string, unwanted: string): string | null {
  const old = String(v);
  if (plain(old) === plain(unwanted) || wanted.length > old.length + 20) return null;
  const [words, taken, whole] = [wanted, unwanted, old].map((text) => plain(text).split(' '));
  // "Nina Cole instead of Tom" is no first name of Tom Ferris.
  const isWhole = words !== undefined && words.length >= (whole?.length ?? 0) && words.length > (taken?.length ?? 0);
  if (isWhole && !plain(wanted).includes(plain(unwanted))) return null;
  // "Rose Pike, not Rosa": what follows the part is not said twice.
  const [, ...behind] = wanted.split(/\s+/).map(escapeRegex);
  const again = behind.length === 0 ? '' : `(?:\\s+${behind.join('\\s+')}(?![\\p{L}\\p{N}]))?`;
  const part = new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegex(unwanted)}(?![\\p{L}\\p{N}])${again}`, 'iu');
  return part.test(old) ? old.replace(part, wanted) : null;
}

/** "17", "the 17th": of the month of the day that stands. */
function dayOfMonth({ v }: Answer, text: string, { words }: SlotContext): string | null {
  const { ordinal } = correctionWords(words.language);
  // "Jan 8" says its month.
  if (momentWords(words.language).monthNear.test(text)) return null;
  const day = /^(?:\p{L}{1,4}\s+)?(\d{1,2})\.?$/u.exec(text.replace(ordinal, '$1'))?.[1];
  const old = DateTime.fromISO(String(v));
  if (day === undefined || !old.isValid || Number(day) < 1 || Number(day) > (old.daysInMonth ?? 0)) return null;
  return old.set({ day: Number(day) }).toISODate();
}

/** Only a time: on the day that stands. Only a day, or only a zone: at the time that stands. */
function withOldPart({ v, zone }: Answer, text: string, context: SlotContext): string | null {
  const old = DateTime.fromISO(String(v), { zone: zone ?? context.zone });
  if (!old.isValid) return null;
  const found = findMoment(text, context);
  const isZone = found === null && zoneIn(text, context.zone, context.words.language) !== null;
  if (isZone) return old.toFormat('yyyy-MM-dd HH:mm');
  if (found === null) return null;
  // "Yes, tonight" leaves nine in the evening as it is.
  const saysTime = found.clockKnown || (found.timeKnown && isMorning(found.at) !== isMorning(old));
  if (found.dayKnown && saysTime) return null;
  return saysTime ? `${old.toISODate()} ${text}` : `${found.at.toISODate()} ${old.toFormat('HH:mm')}`;
}

const isMorning = ({ hour }: DateTime): boolean => hour < 12;

/** Whether a text says the answer that stands, or a part of it that tells it: "18" of "Friday, December 18, 2026". */
export function resembles({ slot, answer }: Standing, text: string, context: SlotContext): 'same' | 'part' | null {
  const said = plain(text.replace(correctionWords(context.words.language).ordinal, '$1'));
  if (said === '' || answer.v === null) return null;
  const standing = [plain(answer.t), plain(String(answer.v))];
  if (standing.includes(said)) return 'same';
  if (slot.type !== 'text') {
    const read = parseAnswer(slot, text, { ...context, zone: answer.zone ?? context.zone });
    if (read.ok && read.answer.v === answer.v) return 'same';
  }
  if (slot.type === 'datetime' && isDayOf(answer, text, context)) return 'part';
  const tokens = said.split(' ');
  const isPart = standing.some((whole) => {
    const words = whole.split(/[\s@._-]+/);
    return tokens.every((token) => words.includes(token));
  });
  return isPart ? 'part' : null;
}

/** "Today", of tonight at nine. */
function isDayOf({ v, zone }: Answer, text: string, context: SlotContext): boolean {
  const found = findMoment(text, context);
  const standing = DateTime.fromISO(String(v), { zone: zone ?? context.zone });
  return found?.dayKnown === true && found.at.hasSame(standing, 'day');
}
