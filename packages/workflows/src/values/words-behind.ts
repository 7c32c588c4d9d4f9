/** Longer texts are not narrowed down: each word costs a reading. */
const wordsMax = 60;

/** The fewest words, as typed, that are still read as the same: "at 10pm" of "could you come at 10pm please". */
export function wordsBehind(text: string, isSame: (part: string) => boolean): string {
  const words = [...text.matchAll(/\S+/g)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
  if (words.length > wordsMax) return text.trim();
  const part = (first: number, last: number) => text.slice(words[first]?.from ?? 0, words[last]?.to ?? 0);
  let first = 0;
  let last = words.length - 1;
  while (last > first && isSame(part(first, last - 1))) last -= 1;
  while (first < last && isSame(part(first + 1, last))) first += 1;
  const kept = part(first, last);
  const bare = withoutMarks(kept);
  return bare !== '' && isSame(bare) ? bare : kept;
}

/** A bracket stays where its other half is inside: "(312) 555-0199". */
function withoutMarks(text: string): string {
  const bare = text.replace(/^[\s"'“”,;:]+|[\s"'“”,;:.!?]+$/g, '');
  const isOpen = bare.startsWith('(') && !bare.includes(')');
  const isClosed = bare.endsWith(')') && !bare.includes('(');
  return bare.slice(isOpen ? 1 : 0, isClosed ? -1 : undefined);
}
