import { createRecordCipher, openDatabase } from '@acebuddy/storage';
import { bundledWorkflowsFolder, defaultSettings, loadWorkflows, type Understanding } from '@acebuddy/workflows';
import { createTestEngine } from '@acebuddy/workflows/testing';
import { createSqliteConversationStore } from '../../../services/conversation/src/adapters/sqlite-conversation-store.ts';
import { createConversations } from '../../../services/conversation/src/domain/conversations.ts';
import type { ConversationRecord, Turn } from '../../../services/conversation/src/domain/record.ts';
import { createHarness, encryptionKeys, message } from '../../../services/conversation/test/harness.ts';

/** A chat that was really played: what the service keeps of it. */
export interface Template {
  readonly record: ConversationRecord;
  /** Turns that have left the record. */
  readonly settled: readonly Turn[];
  /** Messages of the customer. */
  readonly messages: number;
}

interface Script {
  /** How many of a thousand chats go like this. */
  readonly weight: number;
  /** Five messages each; `!` is an event of the chat. */
  readonly says: readonly string[];
  readonly ticketing?: 'slow';
}

const scripts: readonly Script[] = [
  { weight: 240, says: ['hello', 'my printer is offline', 'It worked', "No, that's all", 'thanks', '!rate 5'] },
  { weight: 150, says: ['my printer is offline', 'Still broken', 'HP 400', 'ticket please', "No, that's all"] },
  { weight: 120, says: ['outlook does not open', 'It worked', 'no', 'ticket please', 'thanks', '!rate 4'] },
  { weight: 110, says: ['password please reset', 'E-mail', 'I cannot sign in', 'ticket please', 'ok'] },
  { weight: 80, says: ['quickbooks shows an error', 'Bank feed', 'ticket please', 'no', 'thanks', '!rate 3'] },
  { weight: 30, says: ['quickbooks shows an error', 'what', 'no', 'ticket please', 'not helpful', '!rate 1'] },
  { weight: 60, says: ['the server is slow', 'Only me', 'I want a person', '!joined', 'hi', 'thank you', '!rate 5'] },
  { weight: 40, says: ['the server is slow', 'Everyone', 'hm', 'I want a person', '!missed', 'Leave a ticket'] },
  { weight: 80, says: ['hello', 'outlook does not open', 'no', 'maybe', 'wait a moment', '!silence'] },
  { weight: 85, says: ['hello there', 'what can you do?', 'blah foo', 'hm', 'bye'] },
  { weight: 3, says: ['hello', 'the server is slow', 'Only me', 'it is urgent', 'I want a person'] },
  { weight: 2, says: ['hello', 'my printer is offline', 'Still broken', 'HP 400', 'ticket please'], ticketing: 'slow' },
];

const words: Readonly<Record<string, string>> = {
  printer: 'printer_issues',
  outlook: 'email_issues',
  password: 'password_reset',
  slow: 'server_slowness',
  quickbooks: 'qb_issues',
};

function detect(text: string): Understanding {
  const workflow = Object.entries(words).find(([word]) => text.includes(word))?.[1];
  if (workflow === undefined)
    return { outcome: 'none', workflow: null, confidence: 0.05, alternatives: [], others: [] };
  return {
    outcome: 'match',
    workflow,
    confidence: 0.95,
    alternatives: [{ workflow, confidence: 0.95 }],
    others: [],
  };
}

/** Every template as often as its weight says, of a thousand. */
export async function playTemplates(): Promise<readonly Template[]> {
  const engine = createTestEngine(loadWorkflows([bundledWorkflowsFolder]));
  const played: Template[] = [];
  for (const script of scripts) {
    const template = await play(script, engine);
    for (let n = 0; n < script.weight; n += 1) played.push(template);
  }
  return played;
}

async function play(script: Script, engine: ReturnType<typeof createTestEngine>): Promise<Template> {
  const database = await openDatabase({ sqliteFile: ':memory:', name: 'conversation' });
  const harness = await createHarness({ database });
  if (script.ticketing === 'slow') harness.ticketing.mode = 'slow';
  const { conversation } = await harness.replica({ engine, detector: { detect }, settings: defaultSettings });
  // In business hours.
  harness.clock.advance(6 * 3_600_000);
  for (const said of script.says) {
    harness.clock.advance(20_000);
    if (said === '!silence') await harness.pass(conversation, 3 * 3_600_000, 300_000);
    else if (said.startsWith('!')) await conversation.handleChatEvent(toEvent(said) as never);
    else await conversation.handleMessage(message(said, { channel: 'salesiq' }));
    await conversation.drain();
  }
  const cipher = createRecordCipher(encryptionKeys);
  if (database.kind !== 'sqlite') throw new TypeError('templates are played in SQLite');
  const store = createSqliteConversationStore(database.db);
  const conversations = createConversations({
    store,
    cipher,
    personKeys: () => ['none'],
    afterConflict: async () => undefined,
    countFacts: () => ({
      sheet: undefined,
      aside: null,
      amended: [],
      noted: { readIn: undefined, doubts: [] },
      committed: () => undefined,
    }),
  });
  const record = await conversations.load('chat-1');
  if (record === null) throw new TypeError('the chat was not kept');
  const turns = await conversations.turns(record, 1_000);
  await harness[Symbol.asyncDispose]();
  await database.close();
  const messages = script.says.filter((said) => !said.startsWith('!')).length;
  return { record, settled: turns.filter(({ seq }) => seq !== record.head?.seq), messages };
}

function toEvent(said: string): object {
  const event = said.startsWith('!rate')
    ? { kind: 'rated', rating: Number(said.slice('!rate '.length)) }
    : { kind: said === '!missed' ? 'missed' : 'operator_joined' };
  return { conversationId: 'chat-1', eventId: said, event };
}
