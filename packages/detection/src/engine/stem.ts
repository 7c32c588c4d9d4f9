/**
 * A light stemmer: plural, -ing, -ed, -er, -ly endings. Weaker than Porter's on purpose: it must not merge "printer" and
 * "prints" with other words, only bring the forms of one word together.
 */
export function stem(word: string): string {
  const length = word.length;
  if (length < 4) return word;
  if (word.endsWith('ies') && length > 4) return `${word.slice(0, -3)}y`;
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ing') && length > 5) return restore(word.slice(0, -3));
  if (word.endsWith('ied') && length > 4) return `${word.slice(0, -3)}y`;
  if (word.endsWith('ed') && length > 4) return restore(word.slice(0, -2));
  if (/(?:ch|sh|x|ss)es$/.test(word)) return word.slice(0, -2);
  if (word.endsWith('s') && !word.endsWith('ss') && !word.endsWith('us') && !word.endsWith('is'))
    return dropE(word.slice(0, -1));
  return dropE(word);
}

/** "stopp" → "stop", "us" of "using" stays; a silent e is dropped everywhere so that "use", "using" and "used" meet. */
function restore(root: string): string {
  const last = root.at(-1);
  if (last !== undefined && last === root.at(-2) && !'lsz'.includes(last) && root.length > 3) return root.slice(0, -1);
  return root;
}

function dropE(word: string): string {
  return word.length > 4 && word.endsWith('e') ? word.slice(0, -1) : word;
}
