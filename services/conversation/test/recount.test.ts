import { computeReport, minuteOf, unpackSheets } from '@acebuddy/metrics';
import { createRecordCipher } from '@acebuddy/storage';
import { describeStores } from '@acebuddy/testkit';
import { bundledWorkflowsFolder, defaultSettings, loadWorkflows, outlineOf } from '@acebuddy/workflows';
import { createTestEngine } from '@acebuddy/workflows/testing';
import { expect, it } from 'vitest';
import { createMongoConversationStore } from '../src/adapters/mongo-conversation-store.ts';
import { createSqliteConversationStore } from '../src/adapters/sqlite-conversation-store.ts';
import { recordName, turnName } from '../src/domain/conversations.ts';
import { type ConversationRecord, conversationRecordSchema, type Turn, turnSchema } from '../src/domain/record.ts';
import { createHarness, encryptionKeys, message } from './harness.ts';

const engine = createTestEngine(loadWorkflows([bundledWorkflowsFolder]));
const detector = {
  detect: (text: string) => {
    const workflow = text.includes('printer') ? 'printer_issues' : text.includes('outlook') ? 'email_issues' : null;
    const alternatives = workflow === null ? [] : [{ workflow, confidence: 0.95 }];
    const outcome = workflow === null ? ('none' as const) : ('match' as const);
    return { outcome, workflow, confidence: workflow === null ? 0.05 : 0.95, alternatives, others: [] };
  },
};

const stories = [
  ['my printer does not print', 'it is offline', 'it works now, thank you'],
  ['my printer does not print', 'it is offline', 'that did not help', 'please open a ticket'],
  ["my outlook doesn't send", 'I want to talk to a human'],
  ["my outlook doesn't send", 'no idea', 'just open a ticket please', 'thanks'],
  ['hello', 'what can you do'],
  ['my printer does not print'],
  ['my printer is broken', "no, my outlook doesn't send", 'please open a ticket'],
];

/** The same figures, counted by hand from what the chats themselves say. */
function countedFrom(chats: readonly { record: ConversationRecord; turns: readonly Turn[] }[]) {
  const runs = chats.flatMap(({ record }) => record.runs.map((run) => ({ run, record })));
  const made = runs.flatMap(({ run, record }) => (run.ticket === null ? [] : [{ run, ticket: run.ticket, record }]));
  const said = chats.flatMap(({ turns }) =>
    turns.filter(
      ({ lines, reply }) => reply?.action !== 'silent' && reply && lines.some(({ role }) => role === 'customer'),
    ),
  );
  const closed = made.flatMap(({ run }) =>
    run.closedAt == null ? [] : [minuteOf(run.closedAt) - minuteOf(run.openedAt)],
  );
  const stars = chats.flatMap(({ record }) => outlineOf(record.engine)?.rated ?? []);
  return {
    tickets: made.length,
    messages: said.length,
    solved: runs.filter(({ run }) => run.outcome === 'resolved').length,
    handedOver: chats.filter(({ record }) => outlineOf(record.engine)?.holder === 'person').length,
    told: made.filter(({ ticket, record }) =>
      chats
        .find((chat) => chat.record === record)
        ?.turns.some(({ lines }) => lines.some(({ text }) => text.includes(ticket.number))),
    ).length,
    resolutions: closed,
    ratings: stars.length,
  };
}

describeStores('a recount of the chats that still exist', (open) => {
  it('gives the figures that their facts give', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const { conversation } = await harness.replica({ engine, detector, settings: defaultSettings });
    harness.clock.advance(6 * 3_600_000);
    const ids = stories.map((_, at) => `chat-${at}`);
    for (const [at, story] of stories.entries())
      for (const text of story) {
        harness.clock.advance(15_000);
        const more = { conversationId: ids[at], address: { chatId: ids[at] }, channel: 'salesiq' };
        await conversation.handleMessage(message(text, more));
        await conversation.drain();
      }
    await conversation.handleChatEvent({
      conversationId: ids[0] as never,
      eventId: 'stars' as never,
      event: { kind: 'rated', rating: 4 },
    });
    harness.clock.advance(90 * 60_000);
    harness.tell({ kind: 'status', status: 'Closed', statusType: 'Closed' }, [...harness.ticketing.requested][1]);
    await conversation.drain();

    const store =
      database.kind === 'mongo'
        ? await createMongoConversationStore(database.db)
        : createSqliteConversationStore(database.db);
    const cipher = createRecordCipher(encryptionKeys);
    const chats = [];
    for (const id of ids) {
      const stored = await store.load(id);
      if (stored === null) throw new TypeError(`no chat ${id}`);
      const record = conversationRecordSchema.parse(JSON.parse(cipher.open(stored.sealed, recordName(id))));
      const settled = (await store.turns(id, record.lastSeq - 1, 100)).map((turn) =>
        turnSchema.parse(JSON.parse(cipher.open(turn.sealed, turnName(id, turn.seq)))),
      );
      chats.push({ record, turns: record.head === null ? settled : [...settled, record.head] });
    }
    const recount = countedFrom(chats);
    const sheets = await store.factsBetween(0, Number.MAX_SAFE_INTEGER);
    const { total } = computeReport(unpackSheets(sheets), {
      from: '2026-11-23',
      to: '2026-11-23',
      by: 'day',
      zone: 'UTC',
      hours: defaultSettings.businessHours,
      impact: { hourCost: 25, currency: '$', minutesSaved: {} },
      now: harness.clock.now(),
    });
    const value = (id: string) => total.figures[id]?.value;
    expect(recount.tickets).toBeGreaterThan(3);
    expect(recount.resolutions).toHaveLength(1);
    expect({
      tickets: value('tickets'),
      messages: total.figures.understood_at_once?.of,
      solved: value('outcome_solved'),
      handedOver: value('outcome_handed_over'),
      told: [...unpackSheets(sheets)].filter((fact) => fact.kind === 'ticket' && fact.toldS !== null).length,
      resolutions: [value('resolution_median')],
      ratings: value('ratings'),
    }).toEqual(recount);
  });
});
