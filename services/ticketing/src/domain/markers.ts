import { createHash } from 'node:crypto';
import { fromHtml } from './desk-text.ts';

/*
 * Desk has no idempotency key for comments either: each of ours ends in a marker, by which it is found again after a
 * lost answer and by which our own comments are told from agents' (zoho-desk.md §8, §9.4).
 */
const marker = /\[ref:[0-9a-f]{12}-\d{1,3}\/\d{1,3}\]/u;
const markerAtEnd = new RegExp(`${marker.source}\\s*$`, 'u');
/** On the last line of something quoted, below an answer: that comment is whose answer it is. */
const quotedMarkerAtEnd = new RegExp(`(?:^|\\n)[ \\t]*>[^\\n]*${marker.source}\\s*$`, 'u');

/** Longest marker, with the blank line before it. */
export const markerCharsMax = '\n\n[ref:0123456789ab-999/999]'.length;

/** The marker of one part of a comment, the same whenever it is computed. */
export function commentMarker(stepId: string, part: number, parts: number): string {
  const key = createHash('sha256').update(stepId).digest('hex').slice(0, 12);
  return `[ref:${key}-${part + 1}/${parts}]`;
}

export function hasMarker(content: string, marker: string): boolean {
  return content.includes(marker);
}

/** True for a comment of ours. A marker that an agent quotes, further up or below her answer, does not count. */
export function isOwnComment(content: string): boolean {
  const shown = fromHtml(content);
  if (quotedMarkerAtEnd.test(content) || quotedMarkerAtEnd.test(shown)) return false;
  return markerAtEnd.test(content) || markerAtEnd.test(shown);
}

/** What an agent quotes of ours, without our markers: they mean nothing to anybody else. */
export function withoutMarkers(text: string): string {
  return text
    .replaceAll(new RegExp(`\\n(?:[ \\t]*>)?[ \\t]*${marker.source}[ \\t]*(?=\\n|$)`, 'gu'), '')
    .replaceAll(new RegExp(` ?${marker.source}`, 'gu'), '')
    .trim();
}
