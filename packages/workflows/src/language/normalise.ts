const keptMax = 400;
const keptCharsMax = 4_000;

/** One message is read by many, each beginning with the same: what was made of the last texts is kept, oldest dropped first. */
export function lately(make: (text: string) => string): (text: string) => string {
  const kept = new Map<string, string>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const made = make(text);
    if (text.length > keptCharsMax) return made;
    const oldest = kept.size < keptMax ? undefined : kept.keys().next().value;
    if (oldest !== undefined) kept.delete(oldest);
    kept.set(text, made);
    return made;
  };
}

/** Text as the lexicon reads it: lower case, straight quotes, one space, no emphasis by repeated letters or marks. */
export const normalise = lately((text) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u02bc`´]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/([a-z])\1{2,}/g, '$1$1')
    .replace(/\s+/g, ' ')
    .trim(),
);

/** Latin letters without their accents, which many leave out: "mañana" is "manana". */
export function unaccented(text: string): string {
  return /[^\p{ASCII}]/u.test(text)
    ? text
        .normalize('NFD')
        .replace(/(?<=[a-z])\p{Mn}+/giu, '')
        .normalize('NFC')
    : text;
}

/** Letters without accents, digits and apostrophes only: for comparing whole short answers. */
export const bare = lately((text) =>
  unaccented(normalise(text))
    .replace(/[^\p{L}\p{N}'%+#/@.\- ]/gu, ' ')
    // Begun at the first mark of a row only: a row inside a word would be tried from each of its marks.
    .replace(/(^|\s)[.\-']+|(?<![.\-'])[.\-']+(?=\s|$)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim(),
);

export function wordCount(text: string): number {
  return bare(text).split(' ').filter(Boolean).length;
}

export function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
