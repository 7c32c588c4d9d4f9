import { createRecordCipher, type Database, type EncryptionKey, transaction } from '@acebuddy/storage';
import { createMongoConversationStore } from '../../../services/conversation/src/adapters/mongo-conversation-store.ts';
import { createPersonKeys } from '../../../services/conversation/src/adapters/person-keys.ts';
import { createSqliteConversationStore } from '../../../services/conversation/src/adapters/sqlite-conversation-store.ts';
import { namesOfTickets } from '../../../services/conversation/src/domain/console/ticket-names.ts';
import {
  storedLink,
  storedSheet,
  storedTurn,
  toStored,
} from '../../../services/conversation/src/domain/conversations.ts';
import type { StoredTurn } from '../../../services/conversation/src/ports.ts';
import type { Varied } from './variant.ts';

/** Writes chats as the service would have left them: sealed, with turns, links and facts. */
export async function createWriter(database: Database, keys: readonly [EncryptionKey, ...EncryptionKey[]]) {
  const store =
    database.kind === 'mongo'
      ? await createMongoConversationStore(database.db)
      : createSqliteConversationStore(database.db);
  const cipher = createRecordCipher(keys);
  const digests = createPersonKeys(keys);
  const personKey = (name: string) => digests(name)[0];

  async function write({ record }: Varied): Promise<void> {
    const links = namesOfTickets(record).map((name) => storedLink(record.id, name, personKey(name), cipher));
    const sheet = record.facts === undefined ? null : storedSheet(record.facts);
    const outcome = await store.commit(toStored(record, personKey, cipher), null, links, record.chatId, {
      sheet,
      aside: null,
    });
    if (outcome !== 'committed') throw new Error(`${record.id} is there already: begin with an empty store`);
  }

  return async (chats: readonly Varied[]): Promise<void> => {
    await writeTurns(
      database,
      chats.flatMap(({ record, settled }) => settled.map((turn) => storedTurn(record.id, turn, cipher))),
    );
    await Promise.all(chats.map(write));
  };
}

async function writeTurns(database: Database, turns: readonly StoredTurn[]): Promise<void> {
  if (database.kind === 'mongo') {
    const documents = turns.map((turn) => ({ _id: `${turn.conversationId}/${turn.seq}`, ...turn, version: 1 }));
    await database.db.collection<{ _id: string }>('turns').insertMany(documents, { ordered: false });
    return;
  }
  const { db } = database;
  const insert = db.prepare('INSERT INTO turns VALUES (?, ?, ?, ?, ?)');
  transaction(db, () => {
    for (const { conversationId, seq, eventId, at, sealed } of turns)
      insert.run(conversationId, seq, eventId, at, sealed);
  });
}
