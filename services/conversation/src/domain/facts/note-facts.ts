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
  const facts = draftOf(sheet.rows);
  const isFirst = sheet.rows.length === 0;
  const outline = outlineOf(after.engine);
  const change: Change = {
    facts,
    before,
    after,
    outline,
    earlier: before.engine === after.engine ? outline : outlineOf(before.engine),
    now,
    minute: minuteOf(isFirst && before.version > 0 ? after.createdAt : now),
    isNewTurn: after.head !== null && after.head.seq > sheet.seq && !(isFirst && before.version > 0),
  };
  noteRuns(change);
  noteMessage(change);
  noteTickets(change);
  noteMails(change);
  noteApprovals(change);
  noteRating(change);
  const seq = Math.max(sheet.seq, after.head?.seq ?? 0);
  const rows = facts.rows();
  return rows === null && seq === sheet.seq ? sheet : { ...sheet, seq, rows: rows ?? sheet.rows };
}
