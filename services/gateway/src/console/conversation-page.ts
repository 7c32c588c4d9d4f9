import type { AuditEntry, getConversationInputSchema } from '@acebuddy/contracts';
import type { z } from 'zod';
import { mayAct } from '../access/api-keys.ts';
import type { GatewayDeps } from '../deps.ts';
import type { ConversationPageData, ServiceName } from './console-schemas.ts';
import type { ConsoleContext } from './console-trpc.ts';
import { createRound, type Round } from './round.ts';

const mailsMax = 100;
/** Tickets of one chat whose own trail is looked up. */
const ticketsMax = 10;
/** Likewise pieces of work of one service, the newest. */
const workMax = 20;

/**
 * One chat with everything that the services know of it. The chat itself comes first: who asks for one that is not there
 * learns nothing of it from anybody, and its own id is the one that the other services know.
 */
export async function conversationPage(
  deps: GatewayDeps,
  { caller, logger }: ConsoleContext,
  input: z.output<typeof getConversationInputSchema>,
): Promise<ConversationPageData> {
  const chat = await deps.conversation.getConversation({ ...input, actor: caller });
  const { conversationId } = chat.row;
  const round = createRound(logger);
  const none = { items: [] };
  const [desk, mails, approvals] = await Promise.all([
    round.ask('ticketing', () => deps.ticketing.workOf({ conversationId }), none),
    round.ask('notifications', () => deps.notifications.listMails({ conversationId, limit: mailsMax }), none),
    round.ask('notifications', () => deps.notifications.listApprovals({ conversationId, limit: mailsMax }), none),
  ]);
  const tickets = new Set([...chat.runs, ...desk.items].map(({ ticketId }) => ticketId).filter((id) => id !== null));
  const subjects: [ServiceName, string][] = [
    ['conversation', conversationId],
    ['notifications', conversationId],
    ...approvals.items.map(({ approvalId }): [ServiceName, string] => ['notifications', approvalId]),
    ['ticketing', conversationId],
    ...[...tickets].slice(0, ticketsMax).map((id): [ServiceName, string] => ['ticketing', id]),
    // Who had a piece of work tried again, or dropped it, is told of the piece.
    ...desk.items.slice(-workMax).map(({ id }): [ServiceName, string] => ['ticketing', id]),
    ...mails.items.slice(0, workMax).map(({ id }): [ServiceName, string] => ['notifications', id]),
  ];
  return {
    ...chat,
    desk: desk.items,
    mails: mails.items,
    approvals: approvals.items,
    audit: mayAct(caller.role, 'admin') ? await auditOf(deps, round, subjects) : [],
    unavailable: round.unavailable(),
  };
}

/** Trails name what they tell of: the chat, its tickets, its approvals, its work. */
async function auditOf(
  deps: GatewayDeps,
  round: Round,
  subjects: readonly [ServiceName, string][],
): Promise<AuditEntry[]> {
  const pages = await Promise.all(
    subjects.map(([name, subject]) => round.ask(name, () => deps[name].auditOf({ subject }), { items: [] })),
  );
  const entries = pages.flatMap(({ items }) => items);
  const byPlace = new Map(entries.map((entry) => [`${entry.chain} ${entry.seq}`, entry]));
  return [...byPlace.values()].sort((left, right) => left.at.localeCompare(right.at) || left.seq - right.seq);
}
