import { DateTime } from 'luxon';
import { describeHours, nextOpening } from '../flow/business-hours.ts';
import { momentWords } from '../language/moment-words.ts';
import { bare } from '../language/normalise.ts';
import { type FoundMoment, findMoment, zoneOf } from './find-moment.ts';
import { withoutPhones } from './parse-contact.ts';
import { showDay, showMoment, showTime } from './show-moment.ts';
import { notParsed, type Parsed, parsed, type SlotContext } from './slot-context.ts';

/** A calendar day. Stored as `yyyy-MM-dd`. Without a year it is the nearest one, or the next where the past is none. */
export function parseDate(text: string, context: SlotContext, future: boolean): Parsed {
  const { words } = context;
  if (isThrownBack(text, context)) return notParsed();
  const now = DateTime.fromISO(context.now, { zone: context.zone });
  if (momentWords(words.language).now.test(text.trim())) return day(now, context);
  const found = findMoment(text, context);
  if (found === null || (!found.dayKnown && !found.timeKnown)) return notParsed();
  const at = found.yearKnown || future ? found.at : nearest(found.at, now);
  if (future && at.startOf('day') < now.startOf('day')) return notParsed(words('hint.day_past'));
  return day(at, context);
}

/** "Tomorrow 10??": a time that is doubted, and no answer. One question mark only asks whether it suits. */
function isThrownBack(text: string, { words }: SlotContext): boolean {
  const { vocabulary } = momentWords(words.language);
  const isOfTime = (word: string) => /\d/.test(word) || vocabulary.has(word);
  return (
    /\?\s*[?!]+\s*$/.test(text) &&
    bare(text)
      .split(/[\s-]+/)
      .every(isOfTime)
  );
}

function nearest(at: DateTime, now: DateTime): DateTime {
  const before = at.minus({ years: 1 });
  return at.diff(now).toMillis() > now.diff(before).toMillis() ? before : at;
}

function day(at: DateTime, { country, words }: SlotContext): Parsed {
  return parsed(at.toISODate() ?? '', showDay(at, country, words.language));
}

export interface MomentRules {
  /** No moment of the past. */
  readonly future: boolean;
  /** Somebody must be at work then. */
  readonly staffed: boolean;
}

/** "As soon as it can be" leaves this much to get ready. */
const soonMinutes = 15;

/**
 * A moment with its zone. Stored as the instant at which it begins; shown in the zone it was said in, as the whole window that
 * was said: "Tuesday, December 1, 2026, 2:00 PM to 4:00 PM CST".
 */
export function parseMoment(said: string, context: SlotContext, { future, staffed }: MomentRules): Parsed {
  const { words } = context;
  if (isThrownBack(said, context)) return notParsed();
  const text = staffed ? ofTheCall(said, context) : said;
  const now = DateTime.fromISO(context.now, { zone: zoneOf(text, context.zone, words.language) });
  const opening = openingIn(text, now, context, { future, staffed });
  if (opening !== null) return opening;
  const found = findMoment(withoutNow(text, context), context);
  if (found === null || (found.anyTime && !found.dayKnown)) {
    if (found === null && !saysNow(text, context)) return notParsed();
    return moment(soonest(now, context, staffed), context);
  }
  if (found.anyTime) return anyTimeOf(found.at, now, context, { future, staffed });
  if (!found.timeKnown)
    return notParsed(words('hint.what_time', { day: found.at.setLocale(words.language).toFormat('cccc') }));
  if (future && (found.to ?? found.at) < now.minus({ minutes: 1 })) {
    if (found.dayKnown && found.at.hasSame(now, 'day')) return notParsed(words('hint.passed_today'));
    return notParsed(words('hint.past'));
  }
  return staffed ? staffedMoment(found, context) : shown(found, context);
}

/** The clauses of a text without its phone numbers, days and times in numbers whole. */
function clausesOf(text: string, { country, words }: SlotContext): string[] {
  return withoutPhones(text, country, words.language)
    .split(/[,;!\n]+\s*|\.\s+(?!\d)/)
    .map((clause) => clause.trim());
}

/**
 * Without the clauses that tell the time of something else, where others tell that of the call: "as soon as you open, payroll
 * is at 2".
 */
function ofTheCall(text: string, context: SlotContext): string {
  const { vocabulary, callWords, opening, now } = momentWords(context.words.language);
  const clauses = clausesOf(text, context).filter((clause) => clause !== '');
  const isOwn = (clause: string) =>
    bare(clause)
      .split(/[\s-]+/)
      .every((word) => /\d/.test(word) || vocabulary.has(word) || callWords.has(word));
  const tellsWhen = (clause: string) =>
    opening.test(clause) || now.test(clause) || findMoment(clause, context)?.timeKnown === true;
  const isBeside = (clause: string) => !isOwn(clause) && !opening.test(clause) && tellsWhen(clause);
  const own = clauses.filter((clause) => !isBeside(clause));
  return own.length < clauses.length && own.some(tellsWhen) ? own.join(', ') : text;
}

/** "Now" where a clause begins: "312 555 0101, right now". */
function saysNow(text: string, context: SlotContext): boolean {
  const { now } = momentWords(context.words.language);
  return clausesOf(text, context).some((clause) => now.test(clause));
}

/** What else is said of the time: "asap, by noon tomorrow". */
function withoutNow(text: string, context: SlotContext): string {
  const { now } = momentWords(context.words.language);
  if (!saysNow(text, context)) return text;
  return clausesOf(text, context)
    .map((clause) => clause.replace(now, ''))
    .join(', ');
}

/** As soon as somebody can be there. */
export function soonestMoment(context: SlotContext): Parsed {
  return moment(soonest(DateTime.fromISO(context.now, { zone: context.zone }), context, true), context);
}

/** In a little while; where somebody must be at work, not before that. */
function soonest(now: DateTime, context: SlotContext, staffed: boolean): DateTime {
  const soon = now.plus({ minutes: soonMinutes });
  if (!staffed) return soon;
  const opening = openingFrom(now, context);
  if (opening.toMillis() !== now.toMillis()) return opening;
  return openingFrom(soon, context).toMillis() === soon.toMillis() ? soon : now;
}

/** Now, whatever the hours: where somebody is there day and night. */
export function rightAway(context: SlotContext): Parsed {
  const { country, words } = context;
  const now = DateTime.fromISO(context.now, { zone: context.zone });
  return momentAnswer(now, words('moment.right_away', { time: showTime(now, country, words.language) }), context);
}

/** "As soon as you open": then, on the day that is said with it. Null where another time is said. */
function openingIn(text: string, now: DateTime, context: SlotContext, { future, staffed }: MomentRules): Parsed | null {
  const { opening } = momentWords(context.words.language);
  const sentence = text
    .replace(/[‘’]/g, "'")
    .split(/[.!?\n]+\s/)
    .find((part) => opening.test(part));
  if (sentence === undefined) return null;
  const besides = findMoment(sentence.replace(opening, ' '), context);
  if (besides?.timeKnown === true) return parseMoment(sentence.replace(opening, ' '), context, { future, staffed });
  if (besides === null || !besides.dayKnown || besides.at.hasSame(now, 'day'))
    return moment(soonest(now, context, staffed), context);
  const day = besides.at.startOf('day');
  const first = openingFrom(day, context);
  return first.hasSame(day, 'day') ? moment(first, context) : closedThen(first, day, context);
}

/** "Any time tomorrow": the hours of that day. */
function anyTimeOf(at: DateTime, now: DateTime, context: SlotContext, { future, staffed }: MomentRules): Parsed {
  const { words } = context;
  const start = at.startOf('day');
  if (future && start < now.startOf('day')) return notParsed(words('hint.past'));
  const earliest = start < now ? now.plus({ minutes: soonMinutes }) : start;
  const opening = openingFrom(earliest, context);
  const isThatDay = opening.hasSame(start, 'day');
  if (!isThatDay && staffed) return closedThen(opening, start, context);
  return momentAnswer(
    isThatDay ? opening : start.set({ hour: 9 }),
    words('moment.any_time', { day: showDay(start, context.country, words.language) }),
    context,
  );
}

/** A call that nobody would make is not agreed; the customer hears when one would be. */
function staffedMoment(found: FoundMoment, context: SlotContext): Parsed {
  const opening = openingFrom(found.at, context);
  const isStaffed =
    opening.toMillis() === found.at.toMillis() || (found.bound === 'after' && opening.hasSame(found.at, 'day'));
  if (!isStaffed) return closedThen(opening, found.at, context);
  const said = shown(found, context);
  // "Before 10": from the first moment on at which somebody is there.
  if (!said.ok || found.bound !== 'before') return said;
  const now = DateTime.fromISO(context.now, { zone: found.at.zone });
  const first = openingFrom(DateTime.max(now, found.at.startOf('day')), context);
  return first < found.at ? momentAnswer(first, said.answer.t, context) : said;
}

function closedThen(opening: DateTime, at: DateTime, { businessHours, country, now, words }: SlotContext): Parsed {
  const hours = describeHours(businessHours, at.toISO() ?? now, words);
  return notParsed(words('hint.closed_then', { hours, next: showMoment(opening, country, words.language) }));
}

/** The moment itself where somebody works, else the next one at which somebody does, in the same zone. */
function openingFrom(at: DateTime, { businessHours }: SlotContext): DateTime {
  return nextOpening(businessHours, at)?.setZone(at.zone) ?? at;
}

function moment(at: DateTime, context: SlotContext): Parsed {
  const { country, words } = context;
  return momentAnswer(at, showMoment(at.startOf('minute'), country, words.language), context);
}

/** With its zone, where that is not hers: a correction of the time leaves it. */
function momentAnswer(at: DateTime, text: string, { zone }: SlotContext): Parsed {
  const answer = { v: instantOf(at), t: text };
  const said = at.zoneName;
  return { ok: true, answer: said === null || said === zone ? answer : { ...answer, zone: said } };
}

const instantOf = (at: DateTime) => at.startOf('minute').toUTC().toISO() ?? '';

function shown({ at, to, bound }: FoundMoment, context: SlotContext): Parsed {
  const { country, words } = context;
  if (to === null && bound === null) return moment(at, context);
  const day = showDay(at, country, words.language);
  const time = showTime(at, country, words.language);
  if (to !== null)
    return momentAnswer(
      at,
      words('moment.window', { day, from: time, to: showTime(to, country, words.language) }),
      context,
    );
  return momentAnswer(at, words(bound === 'after' ? 'moment.after' : 'moment.before', { day, time }), context);
}
