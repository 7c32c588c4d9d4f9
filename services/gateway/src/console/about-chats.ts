import { conversationOfRequest } from '@acebuddy/contracts';
import type { GatewayDeps } from '../deps.ts';
import type { AboutChat } from './console-schemas.ts';
import type { Round } from './round.ts';

interface OfChat {
  /** Names the chat, and within it the request. */
  readonly id: string;
  readonly conversationId?: string | null | undefined;
}

/**
 * Says of each row whose chat it is about and what that is about. Only conversation knows; while it does not answer the rows are
 * shown without. A page has at most a hundred rows.
 */
export async function withAbout<T extends OfChat>(
  deps: Pick<GatewayDeps, 'conversation'>,
  round: Round,
  rows: readonly T[],
): Promise<(T & { about: AboutChat | null })[]> {
  const items = rows.flatMap(({ id, conversationId }) =>
    conversationId ? [{ conversationId, work: workOf(id, conversationId) }] : [],
  );
  const none = { items: items.map(() => null) };
  const named =
    items.length === 0 ? none : await round.ask('conversation', () => deps.conversation.nameChats({ items }), none);
  let at = 0;
  return rows.map((row) => ({ ...row, about: row.conversationId ? (named.items[at++] ?? null) : null }));
}

/** What of an id does not name the chat: services write it in ways of their own. */
function workOf(id: string, conversationId: string): string {
  const at = id.indexOf(conversationId);
  const work = at < 0 ? (conversationOfRequest(id)?.work ?? '') : id.slice(at + conversationId.length);
  return work.slice(0, 300);
}
