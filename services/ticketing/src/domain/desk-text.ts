import { withoutTricks } from '@acebuddy/contracts';
import { compile } from 'html-to-text';

/** Desk turns `zsu[@user:123]zsu` into a mention that mails an agent (zoho-desk.md §3.5): customers must not cause one. */
const mentionPattern = /zsu\[@[^\]]{0,200}\]zsu/giu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is removed
const controlPattern = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/gu;

/** Text of a customer without what Desk would act on or refuse, and without what makes it read otherwise than it is. */
export function toPlainText(text: string): string {
  const shown = withoutTricks(text).replaceAll('\r\n', '\n').replaceAll(controlPattern, '');
  // Last: two halves that only a removed character kept apart are a mention as well.
  return shown.replaceAll(mentionPattern, '');
}

export function toSingleLine(text: string): string {
  return toPlainText(text).replaceAll(/\s+/gu, ' ').trim();
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

/** Plain text as HTML that shows the same; Desk renders descriptions (zoho-desk.md §3.1). */
export function toHtml(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (character) => htmlEntities[character] ?? '').replaceAll('\n', '<br>');
}

/** The reverse: what an agent wrote, as text that loses nothing of it. Addresses of links and pictures stand behind them. */
export function fromHtml(html: string): string {
  return withoutMentions(htmlToText(html).replaceAll('\u00A0', ' '));
}

/** Text without Desk's code for a mention: it names nobody whom the customer could know. */
export function withoutMentions(text: string): string {
  return text.replaceAll(new RegExp(` ?${mentionPattern.source}`, mentionPattern.flags), '').trim();
}

/** More than any description or comment of Desk (zoho-desk.md §3.1, §3.5). UTF-16 units. */
const htmlCharsMax = 500_000;
const behind = { linkBrackets: ['(', ')'] as [string, string] };
const plainHeading = { options: { uppercase: false } };

const htmlToText = compile({
  wordwrap: false,
  limits: { maxInputLength: htmlCharsMax, maxDepth: 100 },
  selectors: [
    { selector: 'a', options: { ...behind, hideLinkHrefIfSameAsText: true } },
    { selector: 'img', options: behind },
    // Pictures that only the page or the mail itself holds have no address that anybody could open.
    { selector: 'img[src^="data:"]', format: 'skip' },
    { selector: 'img[src^="cid:"]', format: 'skip' },
    { selector: 'ul', options: { itemPrefix: '- ' } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ ...plainHeading, selector })),
    { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
  ],
});
