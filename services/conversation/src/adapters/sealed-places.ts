import { storedRecord } from '@acebuddy/contracts';
import type { EncryptionKey, SealedPlace, StoredFields } from '@acebuddy/storage';
import { linkName, openRequestsOf, recordName, turnName } from '../domain/conversations.ts';
import { labelName, labelPersonName } from '../domain/learning/labels.ts';
import { learningRecord, modelName, modelPartName } from '../domain/learning/models.ts';
import { conversationRecordSchema } from '../domain/record.ts';
import { createPersonKeys } from './person-keys.ts';

const storedConversation = storedRecord(conversationRecordSchema);

const placeIn = ({ conversationId, seq }: StoredFields) => ({
  conversationId: String(conversationId),
  seq: Number(seq),
});

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
    { name: 'labels', key: ['conversationId', 'seq'], recordIdOf: (fields) => labelName(placeIn(fields)) },
    {
      name: 'label_people',
      key: ['conversationId', 'seq', 'link'],
      recordIdOf: (fields) => labelPersonName(placeIn(fields), String(fields.link)),
      also: (address) => ({ person: personKey(address) }),
    },
    { name: learningRecord.collection, key: ['name'], recordIdOf: () => learningRecord.recordId },
    { name: 'models', key: ['model'], recordIdOf: ({ model }) => modelName(Number(model)) },
    {
      name: 'model_parts',
      key: ['model', 'part'],
      recordIdOf: ({ model, part }) => modelPartName(Number(model), Number(part)),
    },
  ];
}
