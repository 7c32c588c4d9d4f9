/** Curly quotes, odd spaces, long dashes and wide digits, each by the plain character of the same length. */
const odd =
  /[\u2018\u2019\u201A\u201B\u2032\u0060\u00B4]|[\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB]|[\u00A0\u2000-\u200B\u202F\u3000\u2060\uFEFF]|[\u2010-\u2015\u2212]|[\uFF10-\uFF19]|\uFF1A|\uFF1D/g;

/** The same text as somebody would type it on a plain keyboard; every character keeps its place. */
export function plainTyping(text: string): string {
  return text.replace(odd, (character) => {
    const code = character.charCodeAt(0);
    if (code >= 0xff10 && code <= 0xff19) return String(code - 0xff10);
    if (code === 0xff1a) return ':';
    if (code === 0xff1d) return '=';
    if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212) return '-';
    if ('\u2018\u2019\u201A\u201B\u2032\u0060\u00B4'.includes(character)) return "'";
    if ('\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB'.includes(character)) return '"';
    return ' ';
  });
}
