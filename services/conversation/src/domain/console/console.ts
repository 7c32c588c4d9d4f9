import type {
  Attention,
  ConsoleConversation,
  conversationPageSchema,
  foundConversationsSchema,
  listConversationsInputSchema,
  nameChatsInputSchema,
  namedChatsSchema,
} from '@acebuddy/contracts';
import type { Logger } from '@acebuddy/service-kit';
import type { Engine } from '@acebuddy/workflows';
import type { z } from 'zod';
import type { ConversationStore } from '../../ports.ts';
import type { Conversations } from '../conversations.ts';
import { attention } from './attention.ts';
import { findConversations } from './find-conversations.ts';
import { listConversations } from './list-conversations.ts';
import { nameChats } from './name-chats.ts';
import { createUnderstandingWatch, type UnderstandingWatchDeps } from './understanding-watch.ts';
import { type ViewInput, viewConversation } from './view-conversation.ts';

export interface ConsoleDeps extends UnderstandingWatchDeps {
  readonly store: Pick<ConversationStore, 'needs' | 'factsBetween' | 'mark'>;
  readonly conversations: Conversations;
  readonly engine: Engine;
  readonly now: () => Date;
  readonly logger: Logger;
}

/** What the console reads of this service. */
export interface Console {
  list(input: z.output<typeof listConversationsInputSchema>): Promise<z.output<typeof conversationPageSchema>>;
  find(query: string): Promise<z.output<typeof foundConversationsSchema>>;
  nameChats(input: z.output<typeof nameChatsInputSchema>): Promise<z.output<typeof namedChatsSchema>>;
  view(input: ViewInput): Promise<ConsoleConversation>;
  attention(): Promise<{ items: Attention[] }>;
  mark(): Promise<string>;
}

export function createConsole(deps: ConsoleDeps): Console {
  const understanding = createUnderstandingWatch(deps);
  return {
    list: (input) => listConversations(deps, input),
    find: (query) => findConversations(deps, query),
    nameChats: (input) => nameChats(deps.conversations, input),
    view: (input) => viewConversation(deps, input),
    attention: () => attention({ ...deps, understanding }),
    mark: () => deps.store.mark(),
  };
}
