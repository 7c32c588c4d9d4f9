import {
  conversationOfRequest,
  deliveryViewSchema,
  type PersonDeletion,
  type PersonExport,
  type PersonOfChats,
} from '@acebuddy/contracts';
import type { RecordCipher } from '@acebuddy/storage';
import type { Delivery, NotificationStore } from '../ports.ts';
import type { Approvals } from './approvals.ts';
import type { CodeCaps } from './code-caps.ts';
import { sealedName } from './deliveries.ts';
import { type ApprovalsOfPerson, createApprovalsOfPerson } from './person-approvals.ts';

export interface PersonRights {
  exportPerson(person: PersonOfChats): Promise<PersonExport>;
  deletePerson(person: PersonOfChats): Promise<PersonDeletion>;
}

export interface PersonRightsDeps {
  readonly store: NotificationStore;
  readonly cipher: RecordCipher;
  readonly approvals: Pick<Approvals, 'open'>;
  readonly codeCaps: Pick<CodeCaps, 'forget'>;
  /** Digests of the address under every configured key: entries may be older than the last rotation. */
  readonly recipientKeys: (email: string) => readonly string[];
}

/** Mails, codes and lines in chats of a person, and the approvals that she asked for or was asked for. */
export function createPersonRights(deps: PersonRightsDeps): PersonRights {
  const { store } = deps;
  const approvals: ApprovalsOfPerson = createApprovalsOfPerson(deps);

  async function toHer({ email }: PersonOfChats): Promise<readonly Delivery[]> {
    return (await Promise.all(deps.recipientKeys(email).map((key) => store.deliveriesOf(key)))).flat();
  }

  return {
    async exportPerson(person) {
      const mine = await toHer(person);
      const about = (await Promise.all(person.conversations.map((id) => store.deliveriesNamed(`${id}#`)))).flat();
      const deliveries = new Map([...mine, ...about].map((delivery) => [delivery.id, delivery]));
      const codes = await Promise.all([...chatsOf(person, mine)].map((id) => store.codesOf(id)));
      return {
        records: {
          deliveries: [...deliveries.values()].toSorted(byAge).map((delivery) => view(deps, delivery)),
          codes: codes.flat().map(({ id, expiresAt, triesLeft }) => ({ id, expiresAt, triesLeft })),
          approvals: await approvals.list(person),
        },
      };
    },

    async deletePerson(person) {
      const chats = chatsOf(person, await toHer(person));
      const codes = await sumOf(chats, (id) => store.removeCodesOf(id));
      await deps.codeCaps.forget([...chats]);
      const asked = await approvals.remove(person);
      const own = await sumOf(deps.recipientKeys(person.email), (key) => store.removeDeliveriesOf(key));
      const finished = await sumOf(person.conversations, (id) => store.removeDeliveriesNamed(`${id}#`, 'finished'));
      const waiting = await Promise.all(person.conversations.map((id) => store.deliveriesNamed(`${id}#`)));
      const kept = waiting.flat().map(({ id }) => ({ what: `delivery ${id}`, why: 'others wait for it; ask again' }));
      const removed = { deliveries: own + finished + asked.deliveries, codes, approvals: asked.approvals };
      return { removed, kept: [...asked.kept, ...kept] };
    },
  };
}

/** Codes are kept under the chat they are for; one that was sent to her names its chat, whoever's it is. */
function chatsOf({ conversations }: PersonOfChats, deliveries: readonly Delivery[]): Set<string> {
  const named = deliveries.flatMap(({ kind, id }) =>
    kind === 'code' ? (conversationOfRequest(id)?.conversationId ?? []) : [],
  );
  return new Set<string>([...conversations, ...named]);
}

function byAge(left: Delivery, right: Delivery): number {
  return left.createdAt.localeCompare(right.createdAt) || left.id.localeCompare(right.id);
}

function view({ cipher }: PersonRightsDeps, delivery: Delivery): object {
  const { id, sealed } = delivery;
  const content: unknown = sealed === null ? null : JSON.parse(cipher.open(sealed, sealedName(id)));
  return { ...deliveryViewSchema.parse(delivery), content };
}

async function sumOf<T>(items: Iterable<T>, count: (item: T) => Promise<number>): Promise<number> {
  let sum = 0;
  for (const item of items) sum += await count(item);
  return sum;
}
