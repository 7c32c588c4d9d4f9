/**
 * The beginning of a text for people, with "…" where it was cut: between words where one ends in the last third, else never
 * through a surrogate pair. At most `charsMax` UTF-16 units.
 */
export function cutAtWord(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  const room = Math.max(0, charsMax - 1);
  const last = text.charCodeAt(room - 1);
  const window = text.slice(0, last >= 0xd800 && last <= 0xdbff ? room - 1 : room);
  // The word may end just where the room does.
  const end = /\s/u.test(text.charAt(window.length)) ? window.length : window.search(/\s\S*$/u);
  const isLate = end >= (charsMax * 2) / 3;
  return `${(isLate ? window.slice(0, end) : window).trimEnd()}…`;
}
