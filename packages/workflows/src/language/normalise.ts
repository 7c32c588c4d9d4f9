/** Text as the lexicon reads it: lower case, straight quotes, one space, no emphasis by repeated letters or marks. */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u02bc`´]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/([a-z])\1{2,}/g, '$1$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Letters, digits and apostrophes only: for comparing whole short answers. */
export function bare(text: string): string {
  return (
    normalise(text)
      .replace(/[^\p{L}\p{N}'%+#/@.\- ]/gu, ' ')
      // Begun at the first mark of a row only: a row inside a word would be tried from each of its marks.
      .replace(/(^|\s)[.\-']+|(?<![.\-'])[.\-']+(?=\s|$)/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
  );
}

export function wordCount(text: string): number {
  return bare(text).split(' ').filter(Boolean).length;
}

export function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
