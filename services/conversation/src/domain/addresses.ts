import type { ConversationRecord } from './record.ts';

/** More addresses than anybody gives in one chat; a person who types hundreds of them fills no store. */
const addressesMax = 10;

/** The record with one more address under which its person is found; as it was when that is known already. */
export function withAddress(record: ConversationRecord, email: string | null | undefined): ConversationRecord {
  const address = email?.trim().toLowerCase() ?? '';
  const isKnown = record.visitor.email?.trim().toLowerCase() === address || record.addresses.includes(address);
  if (address === '' || isKnown || record.addresses.length >= addressesMax) return record;
  return { ...record, addresses: [...record.addresses, address] };
}
