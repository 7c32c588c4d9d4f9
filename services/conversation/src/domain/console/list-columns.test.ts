import type { RunFact } from '@acebuddy/metrics';
import { toRow } from '@acebuddy/metrics';
import { expect, test } from 'vitest';
import { type ConversationRecord, newConversation, type Run } from '../record.ts';
import { listColumns } from './list-columns.ts';

const heardAt = '2026-11-23T10:00:00.000Z';
const fact: RunFact = {
  kind: 'run',
  id: 'run-1',
  at: 29_000_000,
  workflow: 'printer_issues',
  language: 'en',
  priority: null,
  messages: 3,
  atOnce: 3,
  which: 0,
  whichAnswered: 0,
  switched: 0,
  outcome: 'handover_failed',
  endedAt: null,
  why: 'asked',
  person: 'nobody',
  way: null,
  firstMs: 10,
};

/** A chat in which a person was asked for, and nobody came. */
function leftAlone(run: Partial<Run>): ConversationRecord {
  const chat = newConversation({ id: 'a', chatId: 'a', channel: 'flat', engine: {} as never, now: heardAt });
  const runs = [{ runId: 'run-1', closed: false, lastAnswer: null, ...run } as Run];
  return {
    ...chat,
    state: 'escalated',
    heardAt,
    runs,
    facts: { id: 's', part: 0, seq: 1, rows: [[...toRow(fact)]] },
  };
}

test('who was left alone waits until an agent has answered on the ticket, or closed it', () => {
  expect(listColumns(leftAlone({})).personSince).toBe(heardAt);
  const answer = (at: string) => ({ lastAnswer: { author: 'Kim', text: 'Hello', at } });
  expect(listColumns(leftAlone(answer('2026-11-23T09:00:00.000Z'))).personSince).toBe(heardAt);
  expect(listColumns(leftAlone(answer('2026-11-23T11:00:00.000Z'))).personSince).toBeNull();
  expect(listColumns(leftAlone({ closed: true })).personSince).toBeNull();
});
