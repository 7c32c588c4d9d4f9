import { quoted, type TranscriptEntry } from '@acebuddy/contracts';
import { safeEnd, toPlainText } from './desk-text.ts';
import { markerCharsMax } from './markers.ts';

/** Desk takes 32,000 characters a comment (zoho-desk.md §3.5); some room is left for what it may add. */
export const commentCharsMax = 31_000;
/** A request may write this many comments; more is cut with a note. Far above any chat between people. */
export const commentPartsMax = 60;

const speakers: Readonly<Record<string, string>> = {
  customer: 'Customer',
  bot: 'AceBuddy',
  operator: 'Agent',
  system: 'System',
};

/** The chat as comments: one line an entry with its time in UTC, split between entries where it can be. */
export function transcriptParts(entries: readonly TranscriptEntry[]): readonly string[] {
  const lines = entries.map(
    (entry) =>
      `[${entry.at.slice(0, 19).replace('T', ' ')} UTC] ${speakers[entry.role] ?? entry.role}: ${inItsPlace(entry.role, toPlainText(entry.text))}`,
  );
  const pages = splitLines(lines, commentCharsMax - markerCharsMax - 60);
  return limitParts(pages).map((page, index, all) => `${transcriptTitle(index, all.length)}\n\n${page}`);
}

/** Lines of a ticket or transcript of ours begin like this; what we repeat of a customer's words must not. */
const oursBegin = /\n(?=\s*(?:\[\d{4}-\d\d-\d\d|Identity:|Action required:|Reference:))/giu;

/** No line inside of an entry can be taken for an entry of its own, or for one of the ticket's. */
function inItsPlace(role: TranscriptEntry['role'], text: string): string {
  return role === 'customer' ? quoted(text) : text.replaceAll(oursBegin, '\n> ');
}

/** A comment of any length as comments that Desk takes. */
export function commentParts(text: string): readonly string[] {
  return limitParts(splitLines(toPlainText(text).split('\n'), commentCharsMax - markerCharsMax));
}

function transcriptTitle(index: number, parts: number): string {
  return parts === 1 ? 'Chat transcript' : `Chat transcript, part ${index + 1} of ${parts}`;
}

function splitLines(lines: readonly string[], charsMax: number): string[] {
  const pages: string[] = [];
  let page: string | null = null;
  for (const line of lines.flatMap((whole) => splitLongLine(whole, charsMax))) {
    if (page !== null && page.length + 1 + line.length > charsMax) {
      pages.push(page);
      page = null;
    }
    page = page === null ? line : `${page}\n${line}`;
  }
  if (page !== null) {
    pages.push(page);
  }
  return pages;
}

function splitLongLine(line: string, charsMax: number): string[] {
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > charsMax) {
    const end = safeEnd(rest, charsMax);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  pieces.push(rest);
  return pieces;
}

function limitParts(pages: string[]): string[] {
  if (pages.length <= commentPartsMax) {
    return pages;
  }
  const kept = pages.slice(0, commentPartsMax - 1);
  return [
    ...kept,
    `(${pages.length - kept.length} further comments of this text were left out: it is too long for Desk.)`,
  ];
}
