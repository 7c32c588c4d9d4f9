import { type Audit, givenReason } from '@acebuddy/audit';
import {
  addNoteInputSchema,
  attentionListSchema,
  auditOfInputSchema,
  auditOfSchema,
  auditPageInputSchema,
  auditPageSchema,
  botReplySchema,
  byActorSchema,
  chatEventSchema,
  closeSessionInputSchema,
  closeSessionOutputSchema,
  consoleConversationSchema,
  conversationPageSchema,
  doubtPageSchema,
  explainedTurnsSchema,
  exportedScriptSchema,
  exportScriptInputSchema,
  findConversationsInputSchema,
  foundConversationsSchema,
  getConversationInputSchema,
  incomingMessageSchema,
  labelledSchema,
  labelMessagesInputSchema,
  learningSchema,
  listConversationsInputSchema,
  listDoubtsInputSchema,
  liveMarkSchema,
  nameChatsInputSchema,
  namedChatsSchema,
  outboxItemKeySchema,
  outboxPageSchema,
  type ProductDescription,
  pageInputSchema,
  personChatsSchema,
  personDeletionSchema,
  personExportSchema,
  personInputSchema,
  productDescriptionSchema,
  type ReportAnswer,
  readyAnswerSchema,
  recordAccessInputSchema,
  reportInputSchema,
  reportSchema,
  sessionKeySchema,
  sessionViewSchema,
  takeFromBotInputSchema,
  takeModelInputSchema,
  type WorkflowReport,
  type WorkflowsReport,
  workflowReportInputSchema,
  workflowReportSchema,
  workflowsReportInputSchema,
  workflowsReportSchema,
} from '@acebuddy/contracts';
import { createServiceTrpc, release } from '@acebuddy/service-kit';
import { z } from 'zod';
import type { Conversation } from './conversation.ts';
import type { ExportScript } from './domain/chat-script/export-script.ts';
import type { Console } from './domain/console/console.ts';
import type { Learning } from './domain/learning/learning.ts';
import type { PersonRights } from './domain/person-rights.ts';

const handled = z.object({ handled: z.boolean() });
const done = z.object({ done: z.literal(true) });

export interface ConversationRouterDeps {
  readonly conversation: Conversation;
  readonly console: Console;
  readonly learning: Learning;
  readonly exportScript: ExportScript;
  readonly audit: Audit;
  readonly person: PersonRights;
  readonly report: (input: z.output<typeof reportInputSchema>) => Promise<ReportAnswer>;
  readonly workflowsReport: (input: z.output<typeof workflowsReportInputSchema>) => Promise<WorkflowsReport>;
  readonly workflowReport: (input: z.output<typeof workflowReportInputSchema>) => Promise<WorkflowReport>;
  readonly describe: () => ProductDescription;
}

/** The conversation service's procedures; inputs and outputs are contracts. Errors carry a code of `errorCodes`. */
export function createConversationRouter(deps: ConversationRouterDeps) {
  const { conversation, console, learning, audit, person, report, describe } = deps;
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
        await audit.record({
          kind: 'dead_letter_replayed',
          subject: input.id,
          actor: input.actor,
          details: givenReason(input.reason),
        });
        return { done: true };
      }),
    discardOutbox: procedure
      .input(outboxItemKeySchema)
      .output(done)
      .mutation(async ({ input }) => {
        await conversation.outbox.discard(input.id);
        await audit.record({
          kind: 'dead_letter_discarded',
          subject: input.id,
          actor: input.actor,
          details: givenReason(input.reason),
        });
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
    /** How the runs of each workflow ended, and its question that was asked in vain most. */
    workflowsReport: procedure
      .input(workflowsReportInputSchema)
      .output(workflowsReportSchema)
      .query(({ input }) => deps.workflowsReport(input)),
    /** One workflow: how many took each way and where they left, questions, guides, languages. */
    workflowReport: procedure
      .input(workflowReportInputSchema)
      .output(workflowReportSchema)
      .query(({ input }) => deps.workflowReport(input)),
    /** Chats as lines of a list, the newest change first. `BAD_REQUEST` for a key that is none of an earlier page. */
    listConversations: procedure
      .input(listConversationsInputSchema)
      .output(conversationPageSchema)
      .query(({ input }) => console.list(input)),
    /** Chats by ticket number, reference, chat id or address. */
    findConversations: procedure
      .input(findConversationsInputSchema)
      .output(foundConversationsSchema)
      .query(({ input }) => console.find(input.query)),
    /** Whose chats these are and about what, for lists of the other services' work. */
    nameChats: procedure
      .input(nameChatsInputSchema)
      .output(namedChatsSchema)
      .query(({ input }) => console.nameChats(input)),
    /** One chat with its turns and why each was answered so. `NOT_FOUND` for unknown ids. Leaves a trace in the audit trail. */
    getConversation: procedure
      .input(getConversationInputSchema)
      .output(consoleConversationSchema)
      .query(async ({ input }) => {
        const found = await console.view(input);
        await audit.append({ kind: 'transcript_read', subject: found.row.conversationId, actor: input.actor });
        return found;
      }),
    /**
     * The chat as a script that `pnpm chat --script` replays, about invented people. `NOT_FOUND` for unknown ids, `UNPROCESSABLE`
     * for a chat that is too long or in which nobody said anything. Leaves a trace in the audit trail.
     */
    exportScript: procedure
      .input(exportScriptInputSchema)
      .output(exportedScriptSchema)
      .mutation(async ({ input }) => {
        const { conversationId, ...exported } = await deps.exportScript(input.conversationId);
        const { turns, different } = exported;
        const details = { turns, different };
        await audit.append({ kind: 'chat_exported', subject: conversationId, actor: input.actor, details });
        return exported;
      }),
    /** A person takes the chat: the bot is silent from then on. `CONFLICT` when one has it, or it is closed. */
    takeFromBot: procedure
      .input(takeFromBotInputSchema)
      .output(done)
      .mutation(async ({ input }) => {
        const subject = await conversation.takeFromBot(input.conversationId);
        await audit.record({ kind: 'chat_taken', subject, actor: input.actor });
        return { done: true };
      }),
    /** A comment for the team on the chat's newest ticket. `UNPROCESSABLE` when it has none. */
    addNote: procedure
      .input(addNoteInputSchema)
      .output(done)
      .mutation(async ({ input }) => {
        const subject = await conversation.addNote(input.conversationId, input.text);
        await audit.record({ kind: 'note_added', subject, actor: input.actor });
        return { done: true };
      }),
    /** Messages that were not understood, newest first, without who wrote them. Leaves a trace in the audit trail. */
    listDoubts: procedure
      .input(listDoubtsInputSchema)
      .output(doubtPageSchema)
      .query(async ({ input }) => {
        const page = await learning.doubts(input);
        const { kind = null, language = null } = input;
        const details = { messages: page.items.length, kind, language };
        await audit.append({ kind: 'misunderstood_read', subject: 'messages', actor: input.actor, details });
        return page;
      }),
    /** Says what messages mean, or takes that back. */
    labelMessages: procedure
      .input(labelMessagesInputSchema)
      .output(labelledSchema)
      .mutation(({ input }) => learning.label(input)),
    /** How many labels there are, the training that runs, the model in force and the newest, with its comparison. */
    learning: procedure.output(learningSchema).query(() => learning.view()),
    /** Begins to train a model. `CONFLICT` while one is trained, `UNPROCESSABLE` where there is nothing to learn. */
    trainModel: procedure
      .input(byActorSchema)
      .output(done)
      .mutation(async ({ input }) => {
        await learning.train(input.actor);
        return { done: true };
      }),
    /** Every replica reads with it from now on. `UNPROCESSABLE` where it is worse, `CONFLICT` where it was compared with another one. */
    takeModel: procedure
      .input(takeModelInputSchema)
      .output(done)
      .mutation(async ({ input }) => {
        await learning.take(input.id, input.actor);
        return { done: true };
      }),
    /** Back to the model before. `CONFLICT` where there is none. */
    restoreModel: procedure
      .input(byActorSchema)
      .output(done)
      .mutation(async ({ input }) => {
        await learning.back(input.actor);
        return { done: true };
      }),
    /** What of this service needs a person. */
    attention: procedure.output(attentionListSchema).query(() => console.attention()),
    /** Another text after every change that somebody may see. */
    liveMark: procedure.output(liveMarkSchema).query(async () => ({ mark: await console.mark() })),
    /** What the trail of this service tells about one subject and its parts. */
    auditOf: procedure
      .input(auditOfInputSchema)
      .output(auditOfSchema)
      .query(({ input }) => audit.about(input.subject)),
    /** Company, zone and workflows, as they are set up. */
    describe: procedure.output(productDescriptionSchema).query(() => describe()),
    ready: procedure.output(readyAnswerSchema).query(async () => {
      await conversation.ready();
      return { ready: true, version: release };
    }),
  });
}

export type ConversationRouter = ReturnType<typeof createConversationRouter>;
