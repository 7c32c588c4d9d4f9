import {
  doubtPageSchema,
  labelledSchema,
  labelMessagesInputSchema,
  learningSchema,
  listDoubtsInputSchema,
  takeModelInputSchema,
} from '@acebuddy/contracts';
import { z } from 'zod';
import type { ConversationClient } from '../ports.ts';
import type { createConsoleTrpc } from './console-trpc.ts';

const done = z.object({ done: z.literal(true) });
const isDone = { done: true } as const;
const withoutActor = { actor: true } as const;

/** Messages that were not understood, their labels, and the model that is learned of them. Whoever acts on chats may label. */
export function createLearningRouter(
  { router, reader, agent, admin }: ReturnType<typeof createConsoleTrpc>,
  conversation: ConversationClient,
) {
  return router({
    /** How many labels there are, the training that runs, the models, and what a message may do. */
    get: reader.output(learningSchema).query(() => conversation.learning()),
    doubts: agent
      .input(listDoubtsInputSchema.omit(withoutActor))
      .output(doubtPageSchema)
      .query(({ ctx, input }) => conversation.listDoubts({ ...input, actor: ctx.caller })),
    label: agent
      .input(labelMessagesInputSchema.omit(withoutActor))
      .output(labelledSchema)
      .mutation(({ ctx, input }) => conversation.labelMessages({ ...input, actor: ctx.caller })),
    train: admin.output(done).mutation(async ({ ctx }) => {
      await conversation.trainModel({ actor: ctx.caller });
      return isDone;
    }),
    take: admin
      .input(takeModelInputSchema.omit(withoutActor))
      .output(done)
      .mutation(async ({ ctx, input }) => {
        await conversation.takeModel({ ...input, actor: ctx.caller });
        return isDone;
      }),
    back: admin.output(done).mutation(async ({ ctx }) => {
      await conversation.restoreModel({ actor: ctx.caller });
      return isDone;
    }),
  });
}
