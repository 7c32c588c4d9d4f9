import { minuteOf } from '@acebuddy/metrics';
import { outlineOf } from '@acebuddy/workflows';
import type { ConversationRecord } from '../record.ts';
import type { Change } from './change.ts';
import { noteApprovals } from './note-approvals.ts';
import { noteMails } from './note-mails.ts';
import { noteMessage } from './note-message.ts';
import { noteRating } from './note-rating.ts';
import { noteRuns } from './note-runs.ts';
import { noteTickets } from './note-tickets.ts';
import { draftOf, type FactSheet } from './sheet.ts';

/** What is kept of a chat that has no sheet yet. `id`: a random one. */
export const emptySheet = (id: string): FactSheet => ({ id, part: 0, seq: 0, rows: [] });

/**
 * The facts of the chat once `after` replaces `before`. Pure, and the same facts whoever computes them: what a commit tells is
 * read from the two records, and what was missed (an older release wrote in between) is made good as far as `after` tells.
 *
 * @param now ISO instant of the commit
 * @returns the sheet itself where nothing changes
 */
export function noteFacts(
  sheet: FactSheet,
  before: ConversationRecord,
  after: ConversationRecord,
  now: string,
): FactSheet {
  const isFirst = sheet.rows.length === 0;
  const isNewTurn = after.head !== null && after.head.seq > sheet.seq && !(isFirst && before.version > 0);
  const isDecided = isFirst || isNewTurn || before.engine !== after.engine || before.runs !== after.runs;
  // Most commits are of work that goes on: leases, tries, deliveries.
  if (!isDecided && before.outbox === after.outbox && before.head === after.head) return sheet;
  const facts = draftOf(sheet.rows);
  const outline = lazy(() => outlineOf(after.engine));
  const earlier = before.engine === after.engine ? outline : lazy(() => outlineOf(before.engine));
  const change: Change = {
    facts,
    before,
    after,
    get outline() {
      return outline();
    },
    get earlier() {
      return earlier();
    },
    now,
    minute: minuteOf(isFirst && before.version > 0 ? after.createdAt : now),
    isNewTurn,
  };
  if (isDecided) {
    noteRuns(change);
    noteMessage(change);
  }
  noteTickets(change);
  noteMails(change);
  if (isDecided || before.outbox !== after.outbox) noteApprovals(change);
  if (isDecided) noteRating(change);
  const seq = Math.max(sheet.seq, after.head?.seq ?? 0);
  const rows = facts.rows();
  return rows === null && seq === sheet.seq ? sheet : { ...sheet, seq, rows: rows ?? sheet.rows };
}

/** Reading a state takes longer than everything else here, and not every change needs it. */
function lazy<T>(read: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => {
    known ??= { value: read() };
    return known.value;
  };
}
