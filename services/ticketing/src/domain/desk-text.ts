/** Desk turns `zsu[@user:123]zsu` into a mention that mails an agent (desk-api.md §3.5): customers must not cause one. */
const mentionPattern = /zsu\[@[^\]]{0,200}\]zsu/giu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is removed
const controlPattern = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/gu;

/** Text of a customer without what Desk would act on or refuse. */
export function toPlainText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(mentionPattern, '').replaceAll(controlPattern, '');
}

export function toSingleLine(text: string): string {
  return toPlainText(text).replaceAll(/\s+/gu, ' ').trim();
}

/** Cuts to at most `charsMax` UTF-16 units, never through a surrogate pair, and marks the cut. */
export function cutText(text: string, charsMax: number): string {
  if (text.length <= charsMax) {
    return text;
  }
  return `${text.slice(0, safeEnd(text, charsMax - 1))}…`;
}

/** The largest end not above `end` that does not split a surrogate pair. */
export function safeEnd(text: string, end: number): number {
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
}

const htmlEntities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Plain text as HTML that shows the same; Desk renders descriptions (desk-api.md §3.1). */
export function toHtml(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (character) => htmlEntities[character] ?? '').replaceAll('\n', '<br>');
}

/** The reverse, roughly: enough to compare and to show what an agent wrote. */
export function fromHtml(html: string): string {
  return html
    .replaceAll(/<br\s*\/?>|<\/(?:p|div|li)>/giu, '\n')
    .replaceAll(/<[^>]{0,2000}>/gu, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim();
}
