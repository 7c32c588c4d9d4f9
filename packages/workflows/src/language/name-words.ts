import { z } from 'zod';
import { anyOf, languageFile, wholeWords, wordEnd, wordStart } from './language-file.ts';
import { bare } from './normalise.ts';

const phrases = z.array(z.string().min(1)).min(1);
const schema = z.strictObject({
  openers: phrases,
  leads: phrases,
  trailers: phrases,
  cuts: phrases,
  joiners: phrases,
  particles: phrases,
  small_particles: phrases,
  /** Between two surnames of one person. */
  surname_joints: z.array(z.string().min(1)).default([]),
  credentials: phrases,
  suffixes: z.record(z.string(), z.string()),
  titles: phrases,
  /** Titles that are left out of a name: "Lic. Carmen Reyes". */
  dropped_titles: z.array(z.string().min(1)).default([]),
  /** Between a name and the firm or office, where a name may hold them, too: "Ana Ruiz de Contabilidad". */
  firm_leads: z.array(z.string().min(1)).default([]),
  me: phrases,
  not_names: z.array(phrases),
  /** Words that no name begins with, though they may stand inside of one: "los demás", "De la Cruz". */
  not_first: z.array(z.string().min(1)).default([]),
  also_names: phrases,
  last_names: phrases,
  numbers: phrases,
  who_comes: phrases,
  after_name: phrases,
  not_surnames: phrases,
  other_person: phrases,
  /** Between such words and the name. */
  other_copulas: phrases,
  not_inside: phrases,
  model_words: phrases,
  shouted: phrases,
  acts: phrases,
  first_names: phrases,
  family_names: phrases,
  part_copulas: phrases,
  spelling_hints: phrases,
});

const pattern = (list: readonly string[], build: (all: string) => string) =>
  list.length === 0 ? /(?!)/ : new RegExp(build(anyOf(list)), 'isu');

/** Words around the names of people: `language/<language>/names.yaml`. */
export const nameWords = languageFile('names', schema, (file) => {
  const partOf = (names: readonly string[]) =>
    new RegExp(`${wordStart}${anyOf(names)}(?:\\s*[:=]|\\s+${anyOf(file.part_copulas)}${wordEnd})+[\\s:,"“]*`, 'giu');
  return {
    opener: new RegExp(`^(?:${anyOf(file.openers)}${wordEnd}[\\s,.!:]*)+`, 'iu'),
    lead: new RegExp(`^(?:${anyOf([...file.openers, ...file.leads])}${wordEnd}[\\s,.:=]*)+`, 'iu'),
    /** A lead anywhere, for the name that stands behind it in a sentence. */
    leadInside: new RegExp(`${wordStart}${anyOf(file.leads)}${wordEnd}[\\s:=,]*`, 'giu'),
    trailer: new RegExp(`(?:[\\s,.!]+${anyOf(file.trailers)}[\\s,.!]*)+$`, 'iu'),
    cut: wholeWords(file.cuts),
    /** Between people of a list. */
    listJoint: new RegExp(`\\s*(?:[,;&+\\n]|\\s${anyOf(file.joiners)}\\s)\\s*`, 'iu'),
    joiner: new RegExp(`\\s+${anyOf(file.joiners)}\\s+`, 'iu'),
    joiners: new Set(file.joiners),
    particles: new Set(file.particles),
    smallParticles: new Set(file.small_particles),
    surnameJoints: new Set(file.surname_joints),
    credentials: new Set(file.credentials.map((word) => word.replaceAll('.', ''))),
    droppedTitle: pattern(file.dropped_titles, (all) => `^(?:${all}\\.?\\s+)+(?=\\p{L}[\\p{L}'’.-]*\\s+\\p{L})`),
    firm: pattern(file.firm_leads, (all) => `(?<=\\p{L}\\s+\\p{L}{2,})\\s+${all}\\s.*$`),
    /** "Dr. Patel". */
    titled: new RegExp(`${wordStart}${anyOf(file.titles)}\\.?\\s+(?<name>\\p{L}[\\p{L}'’-]+)`, 'iu'),
    suffixes: new Map(Object.entries(file.suffixes)),
    titles: new Set(file.titles.map(plain)),
    me: new Set(file.me.map(plain)),
    notNames: new Set(file.not_names.flat().map(plain)),
    notFirst: new Set(file.not_first.map(plain)),
    alsoNames: new Set(file.also_names.map(plain)),
    lastNames: new Set(file.last_names.map(plain)),
    numbers: new Set(file.numbers.map(plain)),
    notInside: new Set([...file.not_names.flat(), ...file.not_inside].map(plain)),
    modelWords: new Set(file.model_words),
    acts: new Set(file.acts.map(plain)),
    shouted: new Set(file.shouted.map(plain)),
    whoComes: new RegExp(`${wordStart}${anyOf(file.who_comes)}${wordEnd}\\s+`, 'giu'),
    afterName: new Set(file.after_name.map(plain)),
    notSurnames: new Set(file.not_surnames.map(plain)),
    /** Between people that are named one after another: "Karen Wu (tax) and Dr.", or a new line of a list. */
    betweenPeople: new RegExp(
      `^(?:\\s*\\([^()\\n]{0,60}\\)|[ \\t]+[-\u2013\u2014:][^\\n]{0,60})?\\s*(?:(?:[,;&+]|\\n[ \\t]*(?:[-*\u2022]|\\d{1,2}[.)])?|${wordStart}${anyOf(file.joiners)}${wordEnd})\\s*)+(?:${anyOf(file.titles)}\\.?\\s+)?$`,
      'iu',
    ),
    otherPerson: new RegExp(
      `${wordStart}${anyOf(file.other_person)}[,:]?\\s+(?:${anyOf(file.other_copulas)}\\s+)?$`,
      'iu',
    ),
    /** "With a z", said of how something is written. */
    spellingHint: new RegExp(
      `[\\s,;(]*${wordStart}${anyOf(file.spelling_hints).replaceAll('\\{letter\\}', `\\p{L}['’]?s?${wordEnd}`)}${wordEnd}`,
      'giu',
    ),
    /** Before the part of a name that is told by itself: "the surname is spelled". */
    partOf: { first: partOf(file.first_names), last: partOf(file.family_names) },
  };
});
export type NameWords = ReturnType<typeof nameWords>;

/** As words are compared: small, without marks and apostrophes. */
export function plain(text: string): string {
  return bare(text).replaceAll("'", '').replaceAll('.', '');
}
