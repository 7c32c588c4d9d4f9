const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * Cuts a text into pieces of at most `charsMax` UTF-16 units: between paragraphs if that is enough, else between lines,
 * sentences, words, and only then inside a word (never inside a character that is made of several units).
 */
export function splitText(text: string, charsMax: number): string[] {
  return pack(text.trim(), charsMax, 0);
}

type Splitter = (text: string) => string[];

/** From the most to the least welcome place for a cut; each keeps every character of its text. */
const splitters: readonly Splitter[] = [
  (text) => text.split(/(?<=\n\n)/),
  (text) => text.split(/(?<=\n)/),
  (text) => Array.from(sentences.segment(text), ({ segment }) => segment),
  (text) => text.split(/(?<=\s)/),
  (text) => Array.from(graphemes.segment(text), ({ segment }) => segment),
  (text) => text.split(''),
];

function pack(text: string, charsMax: number, level: number): string[] {
  if (text.trim().length <= charsMax) return text.trim() === '' ? [] : [text.trim()];
  const split = splitters[level];
  if (split === undefined) return [text];
  const pieces: string[] = [];
  let current = '';
  for (const part of split(text)) {
    if ((current + part).trim().length <= charsMax) {
      current += part;
      continue;
    }
    pieces.push(...pack(current, charsMax, level + 1));
    current = part;
  }
  return [...pieces, ...pack(current, charsMax, level + 1)];
}
