/** Desk turns `zsu[@user:123]zsu` into a mention that mails an agent (zoho-desk.md §3.5): customers must not cause one. */
const mention = /zsu\[@[^\]]{0,200}\]zsu/giu;

export function stripMentions(text: string): string {
  const stripped = text.replaceAll(mention, '');
  // Taking one out may join two halves to a new one.
  return stripped === text ? text : stripMentions(stripped);
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At most `charsMax` UTF-16 units, never through a character as people see it; a cut is marked with `…`. */
export function cutText(text: string, charsMax: number): string {
  return text.length <= charsMax ? text : `${cutAtGrapheme(text, charsMax - 1)}…`;
}

/** The longest beginning within `charsMax` UTF-16 units that ends between characters. */
export function cutAtGrapheme(text: string, charsMax: number): string {
  if (text.length <= charsMax) {
    return text;
  }
  const border = graphemes.segment(text).containing(charsMax)?.index ?? charsMax;
  return text.slice(0, border);
}

export function toSingleLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Plain text as HTML that shows the same. */
export function toHtml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(/[&<>"']/gu, (character) => entities[character] ?? '')
    .replaceAll('\n', '<br>');
}

/** HTML as one line of plain text: enough to find a reference in what Desk stored. */
export function htmlToText(html: string): string {
  return html
    .replaceAll(/<[^>]{0,2000}>/gu, ' ')
    .replaceAll(/&nbsp;/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
