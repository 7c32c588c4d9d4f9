/** Longest part of a message that is looked at, in UTF-16 code units; the rest is ignored. */
export const inputCharactersMax = 5000;

/** Lower case, compatibility forms folded, typographic quotes made plain, white space collapsed. Linear in the (cut) length. */
export function normalise(text: string): string {
  const cut = text.length > inputCharactersMax ? text.slice(0, inputCharactersMax) : text;
  const folded = isAscii(cut) ? cut : foldUnicode(cut);
  return folded.toLowerCase();
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) > 127) return false;
  }
  return true;
}

const plainForms: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201b': "'",
  '\u00b4': "'",
  '\u0060': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u2013': '-',
  '\u2014': '-',
  '\u00a0': ' ',
  '\u200b': '',
  '\u200d': '',
  '\ufe0f': '',
};

function foldUnicode(text: string): string {
  // Compatibility forms can be many times longer than what was typed.
  const compatible = text.normalize('NFKC').slice(0, inputCharactersMax);
  let out = '';
  for (const character of compatible) out += plainForms[character] ?? character;
  return out;
}
