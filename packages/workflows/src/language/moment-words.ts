import { z } from 'zod';
import { anyOf, languageFile, patternOf, wholeWords, wordEnd, wordStart } from './language-file.ts';
import { bare, unaccented } from './normalise.ts';

const phrases = z.array(z.string().min(1)).min(1);
const schema = z.strictObject({
  rewrites: z.record(z.string(), z.string()),
  about: phrases,
  after: phrases,
  before: phrases,
  between: phrases,
  to: phrases,
  from_here_on: phrases,
  until_here: phrases,
  am: phrases,
  pm: phrases,
  clock: phrases,
  past_hour: phrases,
  to_hour: phrases,
  half: phrases,
  quarter: phrases,
  /** Where the hour comes first: "las tres y media", "las cinco menos diez". */
  past_behind: z.array(z.string().min(1)).default([]),
  to_behind: z.array(z.string().min(1)).default([]),
  /** "Veinte para las tres". */
  to_before: z.array(z.string().min(1)).default([]),
  /** Days of the week, 1 is Monday, where a number behind one is the day of the month: "lunes 7". */
  weekdays: z.record(z.string(), z.int().min(1).max(7)).default({}),
  minutes: z.record(z.string(), z.int().min(1).max(59)).default({}),
  numbers: z.record(z.string(), z.int().min(1).max(12)),
  parts: z.record(
    z.string(),
    z.strictObject({ words: phrases, hour: z.int().min(0).max(23), half: z.enum(['am', 'pm']) }),
  ),
  months: phrases,
  units: phrases,
  today: phrases,
  this: phrases,
  now: phrases,
  any_time: phrases,
  zones: z.record(z.string(), phrases),
  own_zone: phrases,
  past_days: phrases,
  ordinal_ends: phrases,
  of: phrases,
  named_times: phrases,
  since: phrases,
  wishes: phrases,
  when_words: phrases,
  loose_ends: phrases,
  kept_days: phrases,
  kept_before: phrases,
  kept_behind: phrases,
  other_words: phrases,
  hour_one: phrases,
  hour_many: phrases,
  hour_leads: phrases,
  span_leads: phrases,
  span_ends: phrases,
  call_words: phrases,
  opening_leads: phrases,
  opening_who: phrases,
  opening_verbs: phrases,
  at_opening: phrases,
  denials: phrases,
});

/** How days and times are said: `language/<language>/moments.yaml`. */
export const momentWords = languageFile('moments', schema, (file) => {
  const am = anyOf(file.am);
  const pm = anyOf(file.pm);
  const clock = anyOf(file.clock);
  const time = (name: string) =>
    `(?<${name}h>\\d{1,2})(?:[:.h](?<${name}m>[0-5]\\d))?(?:\\s*(?:(?<${name}am>${am})|(?<${name}pm>${pm})|(?<${name}c>${clock}))(?![\\p{L}\\p{N}]))?`;
  const number = `(?<n>\\d{1,2}|${anyOf(Object.keys(file.numbers))})`;
  /** "In {n} hours": the number in digits or in words; at the end it is no time of day. */
  const rewritten = (from: string) =>
    from.includes('{n}')
      ? new RegExp(
          `${wordStart}${patternOf(from)
            .replace(/\\\{n\\\}$/, `${number}(?!\\s*(?:${am}|${pm}|${clock})(?!\\p{L}))(?![\\p{L}\\p{N}%/:]|[.,]\\d)`)
            .replace('\\{n\\}', number)}${wordEnd}`,
          'giu',
        )
      : wholeWords([from], 'giu');
  const noTime = '(?![\\p{L}\\p{N}%/]|[.:-]\\d)';
  const lead = anyOf([...file.about, ...file.after, ...file.before]);
  const vocabulary = [
    ...file.other_words,
    ...file.months,
    ...file.am,
    ...file.pm,
    ...file.clock,
    ...Object.keys(file.numbers),
    ...Object.keys(file.rewrites),
    ...[file.about, file.after, file.before, file.between, file.to, file.now, file.any_time, file.today].flat(),
    ...Object.values(file.parts).flatMap(({ words }) => words),
    ...Object.values(file.zones).flat(),
    ...file.own_zone,
  ];
  return {
    /** Single words of which days and times are made. */
    vocabulary: new Set(vocabulary.flatMap((phrase) => bare(phrase).split(/[\s-]+/))),
    rewrites: Object.entries(file.rewrites).map(([from, to]) => [rewritten(from), to] as const),
    range: new RegExp(
      `(?<![\\d/.:-])(?:${wordStart}${anyOf(file.between)}\\s+)?(?:${anyOf(file.about)}\\s+)?${time('a')}\\s*${anyOf(file.to)}\\s*(?:${anyOf(file.about)}\\s+)?${time('b')}${noTime}`,
      'iu',
    ),
    time: new RegExp(
      `(?<![\\d/.:,-])(?:${wordStart}|(?<=\\s))(?<lead>(?:${lead}\\s*){0,4})(?<![\\p{L}\\p{N}])${time('a')}${noTime}`,
      'giu',
    ),
    /** Behind a bare number: it counts something, or is a day of a month. */
    counts: new RegExp(`^[\\s.]*(?:${anyOf(file.of)}\\s+)?${anyOf([...file.months, ...file.units])}(?![\\p{L}])`, 'iu'),
    after: new RegExp(`${anyOf(file.after)}\\s*(?:${anyOf(file.about)}\\s*)*$`, 'iu'),
    before: new RegExp(`${anyOf(file.before)}\\s*(?:${anyOf(file.about)}\\s*)*$`, 'iu'),
    fromHereOn: new RegExp(`^\\s*${anyOf(file.from_here_on)}${wordEnd}`, 'iu'),
    untilHere: new RegExp(`^\\s*${anyOf(file.until_here)}${wordEnd}`, 'iu'),
    spoken: new RegExp(
      `${wordStart}(?:(?<half>${anyOf(file.half)})|(?<quarter>${anyOf(file.quarter)}))\\s+(?:(?<past>${anyOf(file.past_hour)})|(?<to>${anyOf(file.to_hour)}))\\s+(?<hour>\\d{1,2}|${anyOf(Object.keys(file.numbers))})${wordEnd}`,
      'giu',
    ),
    /** The same with the hour first; `none` where the language does not say it so. */
    spokenBehind: new RegExp(
      `(?<!${wordStart}${anyOf(file.between)}\\s+(?:${anyOf(file.about)}\\s+)*)(?<![\\p{L}\\p{N}/:.,-])(?<hour>\\d{1,2}|${anyOf(Object.keys(file.numbers))})\\s+(?:(?<past>${anyOf(file.past_behind)})|(?<to>${anyOf(file.to_behind)}))\\s+(?<minutes>${anyOf(Object.keys(file.minutes))})${wordEnd}`,
      'giu',
    ),
    spokenBefore: new RegExp(
      `${wordStart}(?<minutes>${anyOf(Object.keys(file.minutes))})\\s+(?<to>${anyOf(file.to_before)})\\s+(?<hour>\\d{1,2}|${anyOf(Object.keys(file.numbers))})${wordEnd}`,
      'giu',
    ),
    /** "Lunes 7", and no time of day. */
    weekdayOfMonth: new RegExp(
      `${wordStart}(?<weekday>${anyOf(Object.keys(file.weekdays))})\\s+(?<day>\\d{1,2})(?!\\s*(?:${am}|${pm}|${clock})(?!\\p{L}))(?![\\p{L}\\p{N}%/:]|[.,]\\d)`,
      'giu',
    ),
    weekdays: new Map(Object.entries(file.weekdays).map(([day, at]) => [unaccented(day), at])),
    minutes: new Map(Object.entries(file.minutes)),
    numberAfterLead: new RegExp(
      `(?<=${wordStart}${anyOf([...file.about, ...file.after, ...file.before, ...file.between, ...file.to])}\\s+)(${anyOf(Object.keys(file.numbers))})${wordEnd}(?!\\s+${anyOf(file.units)})`,
      'giu',
    ),
    numberBeforeHalf: new RegExp(
      `${wordStart}(${anyOf(Object.keys(file.numbers))})(?=\\s*(?:${am}|${pm}|${clock})(?![\\p{L}]))`,
      'giu',
    ),
    numbers: new Map(Object.entries(file.numbers)),
    parts: Object.values(file.parts).map(({ words, hour, half }) => ({ pattern: wholeWords(words), hour, half })),
    /** "22 hour", "at 9 hours", "13 hours": the hour is the group. */
    hours: new RegExp(
      `(?<!${wordStart}${anyOf(file.span_leads)}\\s+)(?<![\\p{L}\\p{N}.,:])(?:(?<at>${wordStart}${anyOf(file.hour_leads)}\\s+)?)(?<hour>\\d{1,2})\\s*(?:(?<one>${anyOf(file.hour_one)})|(?<many>${anyOf(file.hour_many)}))${wordEnd}(?!\\s+${anyOf(file.span_ends)}${wordEnd})`,
      'giu',
    ),
    opening: new RegExp(
      `${wordStart}(?:${anyOf(file.opening_leads)}\\s+${anyOf(file.opening_who)}\\s+${anyOf(file.opening_verbs)}|${anyOf(file.at_opening)})${wordEnd}`,
      'iu',
    ),
    /** Besides the words of times, what tells when she wants to be called. */
    callWords: new Set(file.call_words.flatMap((phrase) => bare(phrase).split(/[\s-]+/))),
    /** "Not tomorrow", "not at 9 am". */
    denied: new RegExp(
      `${wordStart}${anyOf(file.denials)}\\s+(?:${anyOf(file.about)}\\s+)*(?:(?:${anyOf(file.kept_before)}\\s+)?${anyOf(file.kept_days)}(?:\\s+${anyOf(file.kept_behind)})?${wordEnd}(?:\\s+(?:${anyOf(file.about)}\\s+)*${time('a')}${noTime})?|${time('b')}${noTime})`,
      'giu',
    ),
    saysToday: wholeWords(file.today),
    saysThis: wholeWords(file.this),
    now: new RegExp(`^${anyOf(file.now)}(?:[\\s,.!]|$)`, 'iu'),
    anyTime: wholeWords(file.any_time),
    zones: Object.entries(file.zones).map(([zone, words]) => [zone, wholeWords(words)] as const),
    /** "Our time": the zone of the customer herself. */
    ownZone: wholeWords(file.own_zone),
    pastDay: wholeWords(file.past_days),
    ordinal: new RegExp(
      `(?<![\\p{L}\\d])(?:\\p{L}{3,}\\s+)?(?<day>\\d{1,2})(?<end>${anyOf(file.ordinal_ends)})(?![\\p{L}\\d])`,
      'giu',
    ),
    namedTime: wholeWords(file.named_times),
    since: wholeWords(file.since),
    /** Before the time that is wished for. */
    wish: wholeWords(file.wishes),
    /** Words that tell a time by themselves: "yesterday", "Monday", "lunch". */
    saysWhen: wholeWords([
      ...file.when_words,
      ...file.kept_days,
      ...file.months,
      ...file.today,
      ...Object.values(file.parts).flatMap(({ words }) => words),
    ]),
    /** "Yesterday noon and": words that lead on to more. */
    looseEnd: new RegExp(`(?:[\\s,]+${anyOf(file.loose_ends)})+$`, 'iu'),
    keptDay: new RegExp(
      `${wordStart}(?:${anyOf(file.kept_before)}\\s+)?${anyOf(file.kept_days)}(?:\\s+${anyOf(file.kept_behind)})?${wordEnd}`,
      'iu',
    ),
    monthNear: new RegExp(
      `^\\s*(?:${anyOf(file.of)}\\s+)?${anyOf(file.months)}|${anyOf(file.months)}\\.?\\s*(?:\\p{L}{1,3}\\s+)?$`,
      'iu',
    ),
  };
});
export type MomentWords = ReturnType<typeof momentWords>;
