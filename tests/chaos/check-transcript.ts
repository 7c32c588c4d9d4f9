import { quoted } from '@acebuddy/contracts';
import type { Ticket } from './check.ts';
import type { Played } from './play.ts';
import type { Session } from './sessions.ts';

const speakers: Readonly<Record<string, string>> = {
  customer: 'Customer',
  bot: 'AceBuddy',
  operator: 'Agent',
  system: 'System',
};

/** Said when an open turn is ended whose answer nobody knows (polite-replies.ts): it may not stand in the session. */
const interrupted = /^I am sorry, I was interrupted\./;

/** Her words in the session, and the session's lines in the comments of her ticket: each as often as it was said. */
export function checkTranscript({ said, chat }: Played, session: Session, ticket: Ticket | null) {
  const linesMissing: string[] = [];
  const linesDuplicated: string[] = [];
  let unknown = chat.heardAll().filter((line) => interrupted.test(line)).length;
  for (const { text, deliveries, answered } of said) {
    // Codes are removed before they are written anywhere.
    if (/^\d{6}$/.test(text)) continue;
    const lines = session.messages.filter((line) => line.role === 'customer' && line.text === text).length;
    const lost = answered - lines;
    if (lost > 0 && lost <= unknown) unknown -= lost;
    else if (lost > 0) linesMissing.push(`"${text}" was answered ${answered} times and stands there ${lines} times`);
    if (lines > deliveries)
      linesDuplicated.push(`"${text}" was sent ${deliveries} times and stands there ${lines} times`);
  }
  const comments = ticket === null ? { missing: [], duplicated: [] } : compareComments(session, ticket);
  return { linesMissing, linesDuplicated, commentsMissing: comments.missing, commentsDuplicated: comments.duplicated };
}

const closing = 'The session was closed';

/** A line of the transcript begins with its time and its speaker (comment-parts.ts). */
const lineStart = /(?=\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\] (?:Customer|AceBuddy|Agent|System): )/;
const marker = /\[ref:[0-9a-f]{12}-\d+\/\d+\]\s*$/;

function compareComments(session: Session, ticket: Ticket): { missing: string[]; duplicated: string[] } {
  const lines = ticket.comments.flatMap(({ content }) => normal(content.replace(marker, '')).split(lineStart));
  const found = countBy(lines.map((line) => line.trim()));
  // The closing note ends what goes to the ticket; a number that comes even later stands in the session alone.
  const closedAt = session.messages.findIndex(({ role, text }) => role === 'system' && text.startsWith(closing));
  const expected = countBy(
    session.messages
      .slice(0, closedAt < 0 ? undefined : closedAt + 1)
      .map(({ role, text, at }) =>
        normal(
          `[${at.slice(0, 19).replace('T', ' ')} UTC] ${speakers[role]}: ${role === 'customer' ? quoted(text) : text}`,
        ).trim(),
      ),
  );
  const name = `ticket #${ticket.ticketNumber}`;
  const entries = [...expected].map(([line, times]) => ({ line, times, there: found.get(line) ?? 0 }));
  return {
    missing: entries.filter(({ times, there }) => there < times).map(({ line }) => `${name} lacks ${line}`),
    duplicated: entries
      .filter(({ times, there }) => there > times)
      .map(({ line, there }) => `${name} has ${there} times ${line}`),
  };
}

function countBy(list: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of list) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function normal(text: string): string {
  return text
    .replace(/<br\s*\/?>/gi, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}
