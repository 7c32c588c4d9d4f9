/** True when there are `charsMin` characters in a row without a space: asked by leaps, since every message is. */
export function hasLongWord(text: string, charsMin: number): boolean {
  for (let from = 0; from + charsMin <= text.length; ) {
    const space = text.lastIndexOf(' ', from + charsMin - 1);
    if (space < from) return true;
    from = space + 1;
  }
  return false;
}
