import { storedRecord } from '@acebuddy/contracts';
import type { EncryptionKey, SealedPlace } from '@acebuddy/storage';
import { linkName, openRequestsOf, recordName, turnName } from '../domain/conversations.ts';
import { conversationRecordSchema } from '../domain/record.ts';
import { createPersonKeys } from './person-keys.ts';

const storedConversation = storedRecord(conversationRecordSchema);

/** What a rotation of keys seals again here; the digests of addresses follow the first key. */
export function sealedPlaces(keys: readonly [EncryptionKey, ...EncryptionKey[]]): SealedPlace[] {
  const personKeys = createPersonKeys(keys);
  const personKey = (email: string) => personKeys(email)[0];
  return [
    {
      name: 'conversations',
      key: ['id'],
      recordIdOf: ({ id }) => recordName(String(id)),
      also: (plain) => {
        const record = storedConversation.parse(JSON.parse(plain));
        const { email } = record.visitor;
        return {
          person: email === undefined ? null : personKey(email),
          openRequestsOf: openRequestsOf(record, personKey),
        };
      },
    },
    {
      name: 'person_links',
      key: ['conversationId', 'link'],
      recordIdOf: ({ conversationId, link }) => linkName(String(conversationId), String(link)),
      also: (address) => ({ person: personKey(address) }),
    },
    {
      name: 'turns',
      key: ['conversationId', 'seq'],
      recordIdOf: ({ conversationId, seq }) => turnName(String(conversationId), Number(seq)),
    },
  ];
}
