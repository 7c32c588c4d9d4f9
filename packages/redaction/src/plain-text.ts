import { inLatinLetters } from './lookalike-letters.ts';

/** A text as somebody would type it on a plain keyboard, and the way back to the places of the original. */
export interface PlainText {
  readonly text: string;
  /** The span of the original that became `start` to `end` of the plain text. */
  readonly original: (start: number, end: number) => { readonly start: number; readonly end: number };
}

const ascii = /^[\t\n\r -_a-~]*$/;
/** "p a s s w o r d", "p.a.s.s.w.o.r.d": the separators go, so that the name can be read. */
const spacedName =
  /(?<![\p{L}\p{N}])p([ ._*-]{1,2})[a4@]\1[s5$]\1[s5$](?:\1w\1[o0]\1r\1d|\1c\1[o0]\1d\1e|\1p\1h\1r\1a\1s\1e)(?![\p{L}\p{N}])/giu;

/**
 * Compatibility forms (NFKC), quotes, dashes, spaces and arrows by their plain character, invisible characters left
 * out, letters of other alphabets that look Latin by the Latin one. Nothing of it is written anywhere: detectors read it.
 */
export function plainText(text: string): PlainText {
  if (ascii.test(text) && !spacedName.test(text)) return { text, original: (start, end) => ({ start, end }) };
  spacedName.lastIndex = 0;
  return withoutSeparators(unfolded(text));
}

interface Mapped {
  readonly text: string;
  /** For each unit of the text: where its character begins and ends in the original. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

function unfolded(text: string): Mapped {
  const [starts, ends]: [number[], number[]] = [[], []];
  let plain = '';
  let at = 0;
  for (const character of text) {
    const to = character.length === 1 && character <= '~' && character !== '`' ? character : plainCharacter(character);
    for (let unit = 0; unit < to.length; unit += 1) {
      starts.push(at);
      ends.push(at + character.length);
    }
    plain += to;
    at += character.length;
  }
  return { text: inLatinLetters(plain), starts, ends };
}

function withoutSeparators({ text, starts, ends }: Mapped): PlainText {
  const gone = new Set<number>();
  for (const match of text.matchAll(spacedName))
    for (let at = match.index + 1; at < match.index + match[0].length; at += 1)
      if (/[ ._*-]/.test(text.charAt(at))) gone.add(at);
  const kept = gone.size === 0 ? null : Array.from(text.split('').keys()).filter((at) => !gone.has(at));
  return {
    text: kept === null ? text : kept.map((at) => text.charAt(at)).join(''),
    original: (start, end) => {
      const [first, last] = kept === null ? [start, end - 1] : [kept[start] ?? 0, kept[end - 1] ?? 0];
      return { start: starts[first] ?? 0, end: ends[last] ?? 0 };
    },
  };
}

const invisible = /\p{Cf}|\p{Variation_Selector}|[\u115F\u1160\u3164\uFFA0]|[\u0300-\u036F]/u;
const plainer: readonly (readonly [characters: RegExp, plain: string])[] = [
  [/[\u2018\u2019\u201A\u201B\u2032\u0060\u00B4\u2039\u203A\u300C\u300D]/, "'"],
  [/[\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB]/, '"'],
  [/[\u3010\u300E\u3014]/, ' "'],
  [/[\u3011\u300F\u3015]/, '"'],
  [/[\u2010-\u2015\u2212\u00AF]/, '-'],
  [/[\u2190-\u21FF\u2794-\u27BE\u27F0-\u27FF\u25B6\u25BA\u{1F449}\u{1F448}\u{1F446}\u{1F447}]/u, '>'],
  [/[\u{1F511}\u{1F510}\u{1F5DD}]/u, 'pw: '],
  [/\p{Zs}/u, ' '],
  [/[\p{Zl}\p{Zp}\u0085]/u, '\n'],
  [/[\u00B7\u2022\u2027\u30FB\u2219\u22C5\u25CF]/, '.'],
];

function plainCharacter(character: string): string {
  if (invisible.test(character)) return '';
  for (const [characters, plain] of plainer) if (characters.test(character)) return plain;
  return character.normalize('NFKC');
}
