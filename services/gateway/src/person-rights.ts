import type { Actor, PersonDeletion, PersonExport } from '@acebuddy/contracts';
import type { GatewayDeps } from './deps.ts';

type Services = Pick<GatewayDeps, 'conversation' | 'ticketing' | 'notifications'>;
type OfEach<T> = Record<keyof Services, T>;

/** Whose data it is about, and who asks for them. */
export interface PersonAsked {
  readonly email: string;
  readonly actor?: Actor;
}

/** Half an answer would be taken for the whole: one service that does not answer fails the call. */
export async function exportEverywhere(services: Services, person: PersonAsked): Promise<OfEach<PersonExport>> {
  const { conversations } = await services.conversation.personChats(person);
  const [conversation, ticketing, notifications] = await Promise.all([
    services.conversation.exportPerson(person),
    services.ticketing.exportPerson({ ...person, conversations }),
    services.notifications.exportPerson({ ...person, conversations }),
  ]);
  return { conversation, ticketing, notifications };
}

/**
 * The chats go last: the other services find by them what is hers, also when the call is repeated because one of them did
 * not answer. Of chats with work under way nothing is deleted anywhere.
 */
export async function deleteEverywhere(services: Services, person: PersonAsked): Promise<OfEach<PersonDeletion>> {
  const chats = await services.conversation.personChats(person);
  const finished = chats.conversations.filter((id) => !chats.underWay.includes(id));
  const [ticketing, notifications] = await Promise.all([
    services.ticketing.deletePerson({ ...person, conversations: finished }),
    services.notifications.deletePerson({ ...person, conversations: finished }),
  ]);
  return { conversation: await services.conversation.deletePerson(person), ticketing, notifications };
}
