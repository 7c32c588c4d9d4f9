import { type PersonChats, type PersonDeletion, type PersonExport, personChatsMax } from '@acebuddy/contracts';
import type { Engine } from '@acebuddy/workflows';
import type { ConversationStore } from '../ports.ts';
import type { Conversations } from './conversations.ts';
import { explainedTurns } from './explained-turns.ts';
import type { Labels } from './learning/labels.ts';
import type { ConversationRecord } from './record.ts';
import { viewSession, viewTurnsMax } from './sessions.ts';

export interface PersonRights {
  /** Her chats: by the address they came with, by addresses given in them, by the customers of their tickets. */
  personChats(email: string): Promise<PersonChats>;
  exportPerson(email: string): Promise<PersonExport>;
  deletePerson(email: string): Promise<PersonDeletion>;
}

export interface PersonRightsDeps {
  readonly conversations: Conversations;
  readonly store: ConversationStore;
  readonly engine: Engine;
  /** What people labelled of her messages: training lines outlive their chats, never her. */
  readonly labels: Pick<Labels, 'ofPerson' | 'remove'>;
  readonly now: () => Date;
}

/** A chat in which something was said so lately may go on; its requests must not be taken for those of a new chat. */
const quietMs = 30 * 60_000;

/** Export and deletion of a customer's chats. */
export function createPersonRights({ conversations, store, engine, labels, now }: PersonRightsDeps): PersonRights {
  const chatsOf = (email: string) => conversations.ofPerson(email, personChatsMax);
  /** What was read, decided and noted of what she wrote, by turn. */
  const whyOf = async (chat: ConversationRecord) =>
    explainedTurns(await conversations.turns(chat, viewTurnsMax)).map(({ seq, at, why }) => ({ seq, at, why }));
  const whyKept = (chat: ConversationRecord) => reasonToKeep(chat, now().getTime());
  return {
    async personChats(email) {
      const chats = await chatsOf(email);
      const ids = (found: readonly ConversationRecord[]) =>
        found.map(({ id }) => id as PersonChats['underWay'][number]);
      return { conversations: ids(chats), underWay: ids(chats.filter((chat) => whyKept(chat) !== null)) };
    },
    async exportPerson(email) {
      const sessions: unknown[] = [];
      const chats = await chatsOf(email);
      for (const chat of chats)
        sessions.push({
          ...(await viewSession(conversations, engine, chat.id)),
          foundBy: isSame(chat.visitor.email, email) ? 'address of the chat' : 'address given in the chat',
          otherAddresses: chat.addresses,
          why: await whyOf(chat),
        });
      const lines = await labels.ofPerson(
        email,
        chats.map(({ id }) => id),
      );
      const labelled = lines.map(({ conversationId, seq, at, labelled: { text, label, target } }) => ({
        ...{ conversationId, seq, at, text, label },
        learnedAs: target,
      }));
      return { records: { conversations: sessions, labels: labelled } };
    },
    async deletePerson(email) {
      const chats = await chatsOf(email);
      const kept: PersonDeletion['kept'] = [];
      let removed = 0;
      // Before her chats: found again by them, should this end half-way. They hold no promise, so none of them stays.
      const lines = await labels.ofPerson(
        email,
        chats.map(({ id }) => id),
      );
      for (const line of lines) await labels.remove(line);
      for (const chat of chats) {
        const why = whyKept(chat);
        if (why !== null) kept.push({ what: `conversation ${chat.id}`, why });
        else if (await store.remove(chat.id)) removed += 1;
      }
      if (chats.length === personChatsMax)
        kept.push({ what: 'further conversations', why: 'they are many; ask again' });
      return { removed: { conversations: removed, labels: lines.length }, kept };
    },
  };
}

/** A promise outweighs the wish to be forgotten for as long as it takes to keep it. */
function reasonToKeep(record: ConversationRecord, now: number): string | null {
  if (record.outbox.some(({ status }) => status !== 'dead'))
    return 'work that was promised is still being done; ask again';
  const goesOn = record.state !== 'closed' && record.runs.length > 0 && now - Date.parse(record.updatedAt) < quietMs;
  return goesOn ? 'the chat is still going on; close it, or ask again in half an hour' : null;
}

function isSame(left: string | undefined, right: string): boolean {
  return left?.trim().toLowerCase() === right.trim().toLowerCase();
}
