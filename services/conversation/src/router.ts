import type { Audit } from '@acebuddy/audit';
import {
  AppError,
  addNoteInputSchema,
  attentionListSchema,
  auditOfInputSchema,
  auditOfSchema,
  auditPageInputSchema,
  auditPageSchema,
  botReplySchema,
  chatEventSchema,
  closeSessionInputSchema,
  closeSessionOutputSchema,
  consoleConversationSchema,
  conversationPageSchema,
  explainedTurnsSchema,
  findConversationsInputSchema,
  foundConversationsSchema,
  getConversationInputSchema,
  incomingMessageSchema,
  listConversationsInputSchema,
  liveMarkSchema,
  outboxItemKeySchema,
  outboxPageSchema,
  pageInputSchema,
  personChatsSchema,
  personDeletionSchema,
  personExportSchema,
  personInputSchema,
  type ReportAnswer,
  recordAccessInputSchema,
  reportInputSchema,
  reportSchema,
  sessionKeySchema,
  sessionViewSchema,
  takeFromBotInputSchema,
} from '@acebuddy/contracts';
import { createServiceTrpc } from '@acebuddy/service-kit';
import { z } from 'zod';
import type { Conversation } from './conversation.ts';
import type { PersonRights } from './domain/person-rights.ts';

const handled = z.object({ handled: z.boolean() });
const done = z.object({ done: z.literal(true) });

export interface ConversationRouterDeps {
  readonly conversation: Conversation;
  readonly audit: Audit;
  readonly person: PersonRights;
  readonly report: (input: z.output<typeof reportInputSchema>) => Promise<ReportAnswer>;
}

/** The conversation service's procedures; inputs and outputs are contracts. Errors carry a code of `errorCodes`. */
export function createConversationRouter({ conversation, audit, person, report }: ConversationRouterDeps) {
  const { router, procedure } = createServiceTrpc();
  return router({
    /** One message of a chat in, the bot's turn out, within `budgetMs`. A repeated `eventId` gets the first answer. */
    handleMessage: procedure
      .input(incomingMessageSchema)
      .output(botReplySchema)
      .mutation(({ input }) => conversation.handleMessage(input)),
    /** News from SalesIQ's event webhooks. `handled: false` when the chat is not ours. */
    handleChatEvent: procedure
      .input(chatEventSchema)
      .output(handled)
      .mutation(async ({ input }) => ({ handled: await conversation.handleChatEvent(input) })),
    /** A session with its newest messages. `NOT_FOUND` for unknown ids. Nobody reads one without leaving a trace. */
    getSession: procedure
      .input(sessionKeySchema)
      .output(sessionViewSchema)
      .query(async ({ input }) => {
        const session = await conversation.getSession(input.conversationId);
        await audit.append({ kind: 'transcript_read', subject: session.conversationId, actor: input.actor });
        return session;
      }),
    /** Why the messages of a session were answered as they were. `NOT_FOUND` for unknown ids. Leaves a trace, too. */
    whyOf: procedure
      .input(sessionKeySchema)
      .output(explainedTurnsSchema)
      .query(async ({ input }) => {
        const { conversationId, items } = await conversation.explainSession(input.conversationId);
        await audit.append({ kind: 'transcript_read', subject: conversationId, actor: input.actor });
        return { items };
      }),
    /** Ends a session and puts the closing note on its tickets. `NOT_FOUND` for unknown ids. */
    closeSession: procedure
      .input(closeSessionInputSchema)
      .output(closeSessionOutputSchema)
      .mutation(({ input }) => conversation.closeSession(input.conversationId, input.reason ?? null)),
    listOutbox: procedure
      .input(pageInputSchema)
      .output(outboxPageSchema)
      .query(({ input }) => conversation.outbox.list(input)),
    retryOutbox: procedure
      .input(outboxItemKeySchema)
      .output(done)
      .mutation(async ({ input }) => {
        await conversation.retryOutbox(input.id);
        await audit.record({ kind: 'dead_letter_replayed', subject: input.id, actor: input.actor });
        return { done: true };
      }),
    discardOutbox: procedure
      .input(outboxItemKeySchema)
      .output(done)
      .mutation(async ({ input }) => {
        await conversation.outbox.discard(input.id);
        await audit.record({ kind: 'dead_letter_discarded', subject: input.id, actor: input.actor });
        return { done: true };
      }),
    /** The audit trail of this service, oldest first. */
    listAudit: procedure
      .input(auditPageInputSchema)
      .output(auditPageSchema)
      .query(({ input }) => audit.list(input)),
    /** Who used the REST interface: the gateway keeps nothing itself. */
    recordAccess: procedure
      .input(recordAccessInputSchema)
      .output(done)
      .mutation(async ({ input }) => {
        for (const { actor, route, status, count, requestId } of input.uses)
          await audit.append({ kind: 'key_used', subject: route, actor, details: { status, count, requestId } });
        return { done: true };
      }),
    /** Which chats are hers: asked first, so that the other services find what belongs to them. */
    personChats: procedure
      .input(personInputSchema)
      .output(personChatsSchema)
      .query(({ input }) => person.personChats(input.email)),
    /** Every chat of the person with this address, with transcripts. */
    exportPerson: procedure
      .input(personInputSchema)
      .output(personExportSchema)
      .mutation(async ({ input }) => {
        await audit.append({ kind: 'person_exported', subject: 'person', actor: input.actor });
        return person.exportPerson(input.email);
      }),
    /** Removes them; chats whose promised work is still under way stay and are named. */
    deletePerson: procedure
      .input(personInputSchema)
      .output(personDeletionSchema)
      .mutation(async ({ input }) => {
        const report = await person.deletePerson(input.email);
        await audit.append({ kind: 'person_deleted', subject: 'person', actor: input.actor, details: report.removed });
        return report;
      }),
    /** Every figure over some days, counted from facts: no persons, no texts. `UNPROCESSABLE` for days that make no period. */
    report: procedure
      .input(reportInputSchema)
      .output(reportSchema)
      .query(({ input }) => report(input)),
    /** Chats as lines of a list, the newest change first. */
    listConversations: procedure
      .input(listConversationsInputSchema)
      .output(conversationPageSchema)
      .query(() => notBuilt()),
    /** Chats by ticket number, reference, chat id or address. */
    findConversations: procedure
      .input(findConversationsInputSchema)
      .output(foundConversationsSchema)
      .query(() => notBuilt()),
    /** One chat with its turns and why each was answered so. `NOT_FOUND` for unknown ids. Leaves a trace in the audit trail. */
    getConversation: procedure
      .input(getConversationInputSchema)
      .output(consoleConversationSchema)
      .query(() => notBuilt()),
    /** A person takes the chat: the bot is silent from then on. */
    takeFromBot: procedure
      .input(takeFromBotInputSchema)
      .output(done)
      .mutation(() => notBuilt()),
    /** A comment for the team on the chat's newest ticket. */
    addNote: procedure
      .input(addNoteInputSchema)
      .output(done)
      .mutation(() => notBuilt()),
    /** What of this service needs a person. */
    attention: procedure.output(attentionListSchema).query(() => notBuilt()),
    liveMark: procedure.output(liveMarkSchema).query(() => notBuilt()),
    auditOf: procedure
      .input(auditOfInputSchema)
      .output(auditOfSchema)
      .query(() => notBuilt()),
    ready: procedure.output(z.object({ ready: z.literal(true) })).query(async () => {
      await conversation.ready();
      return { ready: true };
    }),
  });
}

export type ConversationRouter = ReturnType<typeof createConversationRouter>;

function notBuilt(): never {
  throw new AppError('INTERNAL', 'This is not built yet.');
}
