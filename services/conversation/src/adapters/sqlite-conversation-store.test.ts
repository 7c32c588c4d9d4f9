import { DatabaseSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';
import { createSqliteConversationStore } from './sqlite-conversation-store.ts';

test('no read walks through all chats or all turns of a chat, however many there are', () => {
  const db = new DatabaseSync(':memory:');
  const prepare = vi.spyOn(db, 'prepare');
  createSqliteConversationStore(db);
  const reads = prepare.mock.calls.map(([sql]) => sql).filter((sql) => /^SELECT .* WHERE /s.test(sql));
  const plans = reads.map((sql) => {
    const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
    return `${sql} => ${steps.map((step) => step.detail).join('; ')}`;
  });
  expect(plans.length).toBeGreaterThan(8);
  expect(plans.filter((plan) => /=> .*SCAN/.test(plan))).toEqual([]);
  const turnByEvent = plans.find((plan) => plan.includes('FROM turns') && plan.includes('eventId = ?'));
  expect(turnByEvent).toMatch(/turns_event \(conversationId=\? AND eventId=\?\)/);
});
