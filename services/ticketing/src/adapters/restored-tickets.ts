import { createRecordCipher, type Database, type EncryptionKeys } from '@acebuddy/storage';
import type { StrayTickets } from '../domain/gaps.ts';
import { straysOf, withStraysSeen } from '../domain/gaps.ts';
import { openStores } from './open-stores.ts';

/** Tickets in Desk that this store does not know, and what it does not know them for. Reads the store only. */
export async function restoredTickets(database: Database, keys: EncryptionKeys): Promise<readonly StrayTickets[]> {
  const { ledger, gapStore } = await openStores({ database, cipher: createRecordCipher(keys), now: () => new Date() });
  return straysOf(ledger, (await gapStore.gaps.load())?.state ?? []);
}

/** A person has looked after them: nobody is reminded of them any more. Returns false when the record changed meanwhile. */
export async function seenRestoredTickets(database: Database, keys: EncryptionKeys): Promise<boolean> {
  const { gapStore } = await openStores({ database, cipher: createRecordCipher(keys), now: () => new Date() });
  const found = await gapStore.gaps.load();
  return found === null || gapStore.gaps.save(withStraysSeen(found.state), found.version);
}
