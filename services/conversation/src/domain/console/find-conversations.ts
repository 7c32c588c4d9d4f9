import { type foundConversationsSchema, readAddress, referenceSchema } from '@acebuddy/contracts';
import type { Engine } from '@acebuddy/workflows';
import type { z } from 'zod';
import { onlyOpened } from '../../ports.ts';
import type { Conversations } from '../conversations.ts';
import type { ConversationRecord } from '../record.ts';
import { findKnownSession } from '../sessions.ts';
import { toRow } from './conversation-row.ts';
import { listColumns } from './list-columns.ts';
import { referenceName, ticketNumberName } from './ticket-names.ts';
import { nameSearched } from './visitor-names.ts';

export interface FindDeps {
  readonly conversations: Conversations;
  readonly engine: Pick<Engine, 'view'>;
  readonly now: () => Date;
}

type Found = z.output<typeof foundConversationsSchema>;

/** More of one person are not shown. */
const foundMax = 100;
const ticketNumber = /^#?([A-Za-z0-9-]{1,30})$/;

/** Conversations by what somebody has of one: an address, our reference, a ticket's number, an id, words of a name. The newest first. */
export async function findConversations(deps: FindDeps, query: string): Promise<Found> {
  const { as, records } = await lookUp(deps.conversations, query);
  const newestFirst = records.toSorted((left, right) => (left.updatedAt < right.updatedAt ? 1 : -1));
  return { as, items: newestFirst.map((record) => toRow(record, deps.engine, deps.now())) };
}

interface LookedUp {
  readonly as: Found['as'];
  readonly records: readonly ConversationRecord[];
}

async function lookUp(conversations: Conversations, query: string): Promise<LookedUp> {
  const email = readAddress(query)?.email;
  if (email !== undefined) return { as: 'email', records: written(await conversations.ofPerson(email, foundMax)) };
  const reference = referenceSchema.safeParse(query.toUpperCase());
  if (reference.success)
    return { as: 'reference', records: await conversations.ofTicket(referenceName(reference.data), foundMax) };
  const number = ticketNumber.exec(query)?.[1];
  const ofTicket = number === undefined ? [] : await conversations.ofTicket(ticketNumberName(number), foundMax);
  if (ofTicket.length > 0 || query.startsWith('#')) return { as: 'ticket', records: ofTicket };
  const chat = await findKnownSession(conversations, query);
  if (chat !== null) return { as: 'chat', records: [chat] };
  const name = nameSearched(query);
  const ofVisitor = name === null ? [] : written(await conversations.ofVisitor(name, foundMax));
  return { as: ofVisitor.length === 0 ? 'nothing' : 'name', records: ofVisitor };
}

/** As in the list, without those in which she has not written. */
const written = (records: readonly ConversationRecord[]): ConversationRecord[] =>
  records.filter((record) => listColumns(record).state !== onlyOpened);
