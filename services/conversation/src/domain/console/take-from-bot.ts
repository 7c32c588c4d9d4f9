import { randomUUID } from 'node:crypto';
import { AppError } from '@acebuddy/contracts';
import { findSession } from '../sessions.ts';
import { type SystemDeps, systemTurn } from '../system-turn.ts';
import { holderOf } from './list-columns.ts';

/**
 * A person takes the chat: the bot is silent from then on, as when an operator joins it.
 *
 * @throws AppError `NOT_FOUND` for unknown ids, `CONFLICT` when a person has it, or it is closed.
 * @returns the id that the chat is kept under
 */
export async function takeFromBot(deps: SystemDeps, id: string): Promise<string> {
  const { id: conversationId } = await findSession(deps.conversations, id);
  await systemTurn(deps, conversationId, {
    // Each try is one of its own: a second one is told that somebody has the chat.
    eventId: `taken:${randomUUID()}`,
    input: { kind: 'operator', event: 'joined' },
    line: { role: 'system', text: 'A person took the chat from the bot' },
    mark(record) {
      const holder = holderOf(record, () => deps.engine.view(record.engine).attended);
      if (holder === 'person') throw new AppError('CONFLICT', 'A person has this chat already.');
      if (holder === 'nobody') throw new AppError('CONFLICT', 'This chat is closed.');
      return record;
    },
  });
  return conversationId;
}
