import { findPeople, givenNames, unaccented } from '@acebuddy/workflows';
import pools from './stand-ins.json' with { type: 'json' };

export interface StandInsOptions {
  /** Known words of real people, with what is said in their place. */
  readonly words: readonly (readonly [real: string, standIn: string])[];
  /** Names, user names and hosts that answers held, which no dictionary tells of. */
  readonly names: readonly string[];
  /** Words with digits that are no secret and that the dialogue needs: error codes, dates, models of printers. */
  readonly kept: ReadonlySet<string>;
  readonly isFamiliar: (word: string, isNamed: boolean) => boolean;
  readonly language: string;
}

/** What customers write, told of invented people, machines and numbers: the same one always by the same word. */
export interface StandIns {
  say(text: string): string;
  /** Everything that was replaced, as it stood in the chat. */
  replaced(): readonly string[];
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly to: string;
}

const email = /[^\s@<>()"',;:]+@[^\s@<>()"',;:]+\.[\p{L}\d-]+/gu;
const url = /\b(?:https?:\/\/|www\.)[^\s<>"]+/giu;
const ip = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g;
const longNumber = /\+?(?<![\p{L}\d])\d(?:[\s().-]{0,2}\d){6,}(?![\p{L}\d])/gu;
const number = /(?<![\p{L}\d])\d{4,}(?![\p{L}\d])/gu;
const token = /\\{0,2}[\p{L}\p{N}][\p{L}\p{M}\p{N}._\\/'’-]*(?<![.'’/-])/gu;
const year = /^(?:19|20)\d\d$/;
/** "3rd", "9am", "16gb", "2x": a number and a short word are no machine. */
const measured = /^\d{1,3}\p{L}{1,5}$/u;
const placeholder = /\[[a-z ]+ removed\]/g;

export function createStandIns(options: StandInsOptions): StandIns {
  const { kept, isFamiliar, language } = options;
  const given = new Map<string, string>();
  const counts = new Map<string, number>();
  const seen = new Set<string>();

  /** The stand-in of this word, made where it has none. */
  function once(kind: string, real: string, make: (n: number) => string): string {
    const key = `${kind} ${plain(real)}`;
    const known = given.get(key);
    if (known !== undefined) return known;
    const n = counts.get(kind) ?? 0;
    counts.set(kind, n + 1);
    const made = make(n);
    given.set(key, made);
    return made;
  }
  const people = (real: string) => once('person', real, (n) => fromPool(pools.people, n));
  const word = (real: string) => once('word', real, (n) => fromPool(pools.words, n));
  const company = (domain: string) =>
    once('domain', domain, (n) => `${fromPool(pools.companies, n).toLowerCase()}.example`);
  const known = [
    ...options.words,
    ...domainsOf(options.words),
    ...options.names.map((name) => [name, / /.test(name) ? people(name) : wordLike(name)] as const),
  ]
    .filter(([real]) => real.trim().length > 1)
    .toSorted(([one], [other]) => other.length - one.length);
  function wordLike(real: string): string {
    return /\d/.test(real) ? host(real) : word(real);
  }
  function host(real: string): string {
    const made = once('host', real, (n) => `HOST-${n + 1}`);
    return real === real.toLowerCase() ? made.toLowerCase() : made;
  }
  function address(real: string): string {
    const [, domain = ''] = real.split('@');
    const own = options.words.find(([address]) => plain(address).endsWith(`@${plain(domain)}`))?.[1].split('@')[1];
    return once('address', real, (n) => `person${n + 1}@${own ?? company(domain)}`);
  }

  const finders: ((text: string) => Iterable<Span>)[] = [
    (text) => spansOf(text, placeholder, (found) => found),
    function* knownWords(text) {
      const flat = flattened(text);
      for (const [real, standIn] of known)
        for (const { index, 0: found } of flat.matchAll(wholeWord(real)))
          yield {
            start: index,
            end: index + found.length,
            to: asWritten(standIn, text.slice(index, index + found.length)),
          };
    },
    (text) => spansOf(text, email, address),
    (text) => spansOf(text, url, (real) => once('url', real, (n) => `https://site-${n + 1}.example`)),
    (text) =>
      spansOf(text, ip, (real) =>
        once('ip', real, (n) => `${/^(?:10|192\.168)\./.test(real) ? '192.168.0' : '93.184.216'}.${n + 10}`),
      ),
    (text) =>
      spansOf(text, longNumber, (real) =>
        kept.has(real) ? null : once('phone', digitsOf(real), (n) => phoneDigits(real, n)),
      ),
    (text) =>
      spansOf(text, number, (real) =>
        kept.has(real) || year.test(real) ? null : once('number', real, (n) => digits(real.length, n)),
      ),
    function* named(text) {
      const flat = flattened(text);
      for (const name of findPeople(text, language).flatMap((all) => all.split(/, | and | y /)))
        for (const { index, 0: found } of flat.matchAll(wholeWord(name)))
          yield {
            start: index,
            end: index + found.length,
            to: asWritten(people(name), text.slice(index, index + found.length)),
          };
    },
    function* strange(text) {
      const isLoud = text === text.toUpperCase();
      for (const { index, 0: found } of text.matchAll(token)) {
        if (kept.has(found)) continue;
        const to = standInOf(found, !isLoud && isInside(text, index));
        if (to !== null) yield { start: index, end: index + found.length, to };
      }
    },
  ];
  /** Of one word that stands for itself; null: it names nobody and nothing. */
  function standInOf(found: string, isInside: boolean): string | null {
    const isMachine =
      /[\\]/.test(found) || (/\d/.test(found) && /\p{L}/u.test(found)) || /\p{L}\.\p{L}{2}/u.test(found);
    if (isMachine) return measured.test(found) || isFamiliar(found, true) ? null : host(found);
    if (!/\p{L}{2}/u.test(found)) return null;
    const isNamed = isInside && /^\p{Lu}/u.test(found);
    if (!givenNames(language).has(unaccented(found).toLowerCase()) && isFamiliar(found, isNamed)) return null;
    return asWritten(word(found), found);
  }

  return {
    say(text) {
      const spans: Span[] = [];
      for (const find of finders)
        for (const span of find(text))
          if (!spans.some(({ start, end }) => span.start < end && start < span.end)) spans.push(span);
      let said = '';
      let from = 0;
      for (const { start, end, to } of spans.toSorted((one, other) => one.start - other.start)) {
        const real = text.slice(start, end);
        if (real !== to) seen.add(real);
        said += text.slice(from, start) + to;
        from = end;
      }
      return said + text.slice(from);
    },
    replaced: () => [...seen],
  };
}

function* spansOf(text: string, pattern: RegExp, standIn: (found: string) => string | null): Iterable<Span> {
  for (const { index, 0: found } of text.matchAll(pattern)) {
    const to = standIn(found);
    if (to !== null) yield { start: index, end: index + found.length, to };
  }
}

/** Mail domains of known addresses: "acme.com", and their first part, as people say it. */
function domainsOf(words: StandInsOptions['words']): [string, string][] {
  return words.flatMap(([real, standIn]): [string, string][] => {
    const [domain, other] = [real.split('@')[1], standIn.split('@')[1]];
    return domain === undefined || other === undefined ? [] : [[domain, other]];
  });
}

const plain = (text: string): string => unaccented(text).toLowerCase();
/** Without accents, every letter at its place. */
function flattened(text: string): string {
  const flat = unaccented(text);
  return flat.length === text.length ? flat : text;
}
function wholeWord(real: string): RegExp {
  const said = unaccented(real)
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\s+/g, '\\s+');
  return new RegExp(`(?<![\\p{L}\\p{N}])${said}(?![\\p{L}\\p{N}])`, 'giu');
}
/** Behind the beginning of a sentence: a capital there says something. */
const isInside = (text: string, at: number): boolean =>
  /[^.!?\n\s]\s*$/u.test(text.slice(0, at).replace(/["'(¿¡]+$/, ''));

function asWritten(standIn: string, found: string): string {
  if (/@|\d/.test(standIn)) return standIn;
  if (found === found.toLowerCase()) return standIn.toLowerCase();
  return found.length > 2 && found === found.toUpperCase() ? standIn.toUpperCase() : standIn;
}

const fromPool = (pool: readonly string[], n: number): string =>
  `${pool[n % pool.length] ?? ''}${n < pool.length ? '' : Math.floor(n / pool.length) + 1}`;
const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');
/** So many digits, none of them anybody's. */
const digits = (length: number, n: number): string =>
  String(4711 + n * 101)
    .padStart(length, '5')
    .slice(-length);

/** A number of the same shape: of North America one that is kept for invention, elsewhere with the same beginning. */
function phoneDigits(real: string, n: number): string {
  const all = digitsOf(real);
  const tail = String(23 + n).padStart(2, '0');
  const isAmerican = all.length === 10 || (all.length === 11 && all.startsWith('1'));
  const kept = real.startsWith('+') ? 3 : 1;
  const made = isAmerican
    ? `${all.length === 11 ? '1' : ''}31255501${tail}`
    : all.slice(0, kept) + `12345670${tail}`.padStart(all.length, '1').slice(-(all.length - kept));
  let at = 0;
  return real.replaceAll(/\d/g, () => made[at++] ?? '0');
}
