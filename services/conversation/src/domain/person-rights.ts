import type { PersonDeletion, PersonExport } from '@acebuddy/contracts';
import type { Engine } from '@acebuddy/workflows';
import type { ConversationStore } from '../ports.ts';
import type { Conversations } from './conversations.ts';
import type { ConversationRecord } from './record.ts';
import { viewSession } from './sessions.ts';

export interface PersonRights {
  exportPerson(email: string): Promise<PersonExport>;
  deletePerson(email: string): Promise<PersonDeletion>;
}

export interface PersonRightsDeps {
  readonly conversations: Conversations;
  readonly store: ConversationStore;
  readonly engine: Engine;
}

/** More chats than anybody has; a second call takes the rest. */
const chatsMax = 5_000;

/** Export and deletion of a customer's chats, found by the address that the chat came with. */
export function createPersonRights({ conversations, store, engine }: PersonRightsDeps): PersonRights {
  return {
    async exportPerson(email) {
      const chats = await conversations.ofPerson(email, chatsMax);
      const sessions: unknown[] = [];
      for (const { id } of chats) sessions.push(await viewSession(conversations, engine, id));
      return { records: { conversations: sessions } };
    },
    async deletePerson(email) {
      const kept: PersonDeletion['kept'] = [];
      let removed = 0;
      for (const chat of await conversations.ofPerson(email, chatsMax)) {
        if (isUnderWay(chat))
          kept.push({ what: `conversation ${chat.id}`, why: 'work that was promised is still being done; ask again' });
        else if (await store.remove(chat.id)) removed += 1;
      }
      return { removed: { conversations: removed }, kept };
    },
  };
}

/** A promise outweighs the wish to be forgotten for as long as it takes to keep it. */
function isUnderWay(record: ConversationRecord): boolean {
  return record.outbox.some(({ status }) => status === 'pending');
}
