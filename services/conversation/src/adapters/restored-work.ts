import { createRecordCipher, type Database, type EncryptionKeys } from '@acebuddy/storage';
import { z } from 'zod';
import { recordName } from '../domain/conversations.ts';
import { restoredReason } from '../domain/restored.ts';
import { createMongoConversationStore } from './mongo-conversation-store.ts';
import { createSqliteConversationStore } from './sqlite-conversation-store.ts';

/** Work that a restore left to a person: nothing of its words. */
export interface RestoredWork {
  /** As `GET /admin/dead-letters` names it. */
  readonly id: string;
  readonly kind: string;
  /** ISO instant. */
  readonly createdAt: string;
}

const outboxSchema = z.object({
  outbox: z.array(
    z.object({
      work: z.object({ id: z.string(), kind: z.string() }),
      lastError: z.string().nullable(),
      createdAt: z.string(),
    }),
  ),
});
const pageSize = 200;

/** Mails and chat lines that wait for a person since the store was put back. Reads only. */
export async function restoredWork(database: Database, keys: EncryptionKeys): Promise<readonly RestoredWork[]> {
  const store =
    database.kind === 'mongo'
      ? await createMongoConversationStore(database.db)
      : createSqliteConversationStore(database.db);
  const cipher = createRecordCipher(keys);
  const found: RestoredWork[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await store.withDeadWork({ limit: pageSize, ...(after === undefined ? {} : { after }) });
    for (const { id, sealed } of page) {
      const { outbox } = outboxSchema.parse(JSON.parse(cipher.open(sealed, recordName(id))));
      for (const { work, lastError, createdAt } of outbox)
        if (lastError === restoredReason) found.push({ id: `${id}|${work.id}`, kind: work.kind, createdAt });
    }
    after = page.at(-1)?.id;
    if (page.length < pageSize) return found;
  }
}
