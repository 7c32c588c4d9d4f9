import type { ConversationRow } from '@acebuddy/contracts';
import type { Engine } from '@acebuddy/workflows';
import type { ConversationRecord } from '../record.ts';
import { holderOf, listColumns } from './list-columns.ts';
import { momentOf, needKinds, needSpans } from './needs.ts';

/** A conversation as a line of a list: no words of it. Its ticket is the newest one. */
export function toRow(record: ConversationRecord, engine: Pick<Engine, 'view'>, now: Date): ConversationRow {
  const columns = listColumns(record);
  const run = record.runs.at(-1);
  const spans = needSpans(now);
  const needs = needKinds.filter((kind) => {
    const moment = columns[momentOf[kind]];
    const { since = '', until = '~' } = spans[momentOf[kind]];
    return moment !== null && moment >= since && moment <= until;
  });
  return {
    conversationId: record.id,
    chatId: record.chatId,
    channel: record.channel,
    visitorName: record.visitor.name ?? null,
    state: record.state,
    workflow: columns.workflow,
    outcome: columns.outcome,
    verified: columns.proof as ConversationRow['verified'],
    language: columns.language,
    rating: columns.rating,
    holder: holderOf(record, () => engine.view(record.engine).attended),
    ticketNumber: run?.ticket?.number ?? null,
    ticketId: run?.ticket?.id ?? null,
    reference: run?.reference ?? null,
    // It ends with what is counted: who was left alone so long ago is no errand of today.
    waitingSince: needs.includes('person_waiting') ? columns.personSince : null,
    attention: needs,
    messages: record.lineCount,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
  };
}
