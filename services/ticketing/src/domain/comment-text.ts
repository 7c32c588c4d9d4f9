import type { DeskComment } from '../ports.ts';
import { fromHtml, withoutMentions } from './desk-text.ts';
import { withoutMarkers } from './markers.ts';

/**
 * What a comment says, as its reader sees it: of plain text every character, of HTML what it shows. Neither mentions nor
 * our own markers are words: of a comment that holds nothing else, or only a file, nothing is left.
 */
export function commentText({ content, contentType }: Pick<DeskComment, 'content' | 'contentType'>): string {
  return withoutMarkers(isHtml(content, contentType) ? fromHtml(content) : withoutMentions(content));
}

/** Tags that editors write. Of others, such as a placeholder in angle brackets, nobody knows that they are tags. */
const tags =
  /<\/?(?:a|b|blockquote|br|div|em|font|h[1-6]|i|img|li|meta|ol|p|pre|span|strong|table|u|ul)(?:\s[^<>]*)?\/?>/iu;

function isHtml(content: string, contentType: string | null): boolean {
  switch (contentType?.toLowerCase()) {
    case 'plaintext':
    case 'text/plain':
      return false;
    case 'html':
    case 'text/html':
      return true;
    default:
      return tags.test(content);
  }
}
