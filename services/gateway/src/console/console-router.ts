import {
  addNoteInputSchema,
  closeSessionInputSchema,
  conversationPageSchema,
  deskCheckSchema,
  emailSchema,
  exportedScriptSchema,
  exportScriptInputSchema,
  findConversationsInputSchema,
  foundConversationsSchema,
  getConversationInputSchema,
  listApprovalsInputSchema,
  listConversationsInputSchema,
  listMailsInputSchema,
  mailViewSchema,
  personDeletionSchema,
  personExportSchema,
  reportInputSchema,
  reportSchema,
  takeFromBotInputSchema,
  ticketViewSchema,
  workflowReportInputSchema,
  workflowReportSchema,
  workflowsReportInputSchema,
  workflowsReportSchema,
} from '@acebuddy/contracts';
import { redactText } from '@acebuddy/redaction';
import { z } from 'zod';
import type { GatewayDeps } from '../deps.ts';
import { deleteEverywhere, exportEverywhere } from '../person-rights.ts';
import { checkZoho } from '../zoho-check.ts';
import { actOnWork } from './act-on-work.ts';
import {
  approvalListSchema,
  auditVerdictSchema,
  conversationPageDataSchema,
  mailListSchema,
  meSchema,
  overviewSchema,
  serviceNameSchema,
  systemSchema,
  verifyAuditInputSchema,
  workKeysSchema,
  workListInputSchema,
  workPageSchema,
  workResultSchema,
} from './console-schemas.ts';
import { createConsoleTrpc } from './console-trpc.ts';
import { conversationPage } from './conversation-page.ts';
import { createLearningRouter } from './learning-router.ts';
import { listApprovals, listMails } from './mails-and-approvals.ts';
import { me } from './me.ts';
import { overview } from './overview.ts';
import { shareReports } from './shared-reports.ts';
import { system } from './system.ts';
import { verifyAudit } from './verify-audit.ts';
import { listWork } from './work.ts';

const done = z.object({ done: z.literal(true) });
const isDone = { done: true } as const;
const withoutActor = { actor: true } as const;
const personOf = z.object({ email: emailSchema });
const mailOf = z.object({ id: z.string().min(1).max(300) });

/**
 * What the console asks: it only calls the services and puts their answers together. All of it is POST, so that no search
 * and no id of a person stands in an address.
 */
export function createConsoleRouter(deps: GatewayDeps) {
  const trpc = createConsoleTrpc();
  const { router, reader, agent, admin } = trpc;
  const { conversation, ticketing, notifications } = deps;
  const askReport = shareReports(conversation);
  return router({
    me: reader.output(meSchema).query(({ ctx }) => me(deps, ctx)),
    overview: reader
      .input(reportInputSchema.pick({ from: true, to: true, tz: true }))
      .output(overviewSchema)
      .query(({ ctx, input }) => overview(deps, askReport, ctx, input)),
    report: reader
      .input(reportInputSchema)
      .output(reportSchema)
      .query(({ input }) => askReport(input)),
    workflows: router({
      list: reader
        .input(workflowsReportInputSchema)
        .output(workflowsReportSchema)
        .query(({ input }) => conversation.workflowsReport(input)),
      get: reader
        .input(workflowReportInputSchema)
        .output(workflowReportSchema)
        .query(({ input }) => conversation.workflowReport(input)),
    }),
    conversations: router({
      list: reader
        .input(listConversationsInputSchema)
        .output(conversationPageSchema)
        .query(({ input }) => conversation.listConversations(input)),
      find: reader
        .input(findConversationsInputSchema)
        .output(foundConversationsSchema)
        .query(({ input }) => conversation.findConversations(input)),
      get: reader
        .input(getConversationInputSchema.omit(withoutActor))
        .output(conversationPageDataSchema)
        .query(({ ctx, input }) => conversationPage(deps, ctx, input)),
      exportScript: agent
        .input(exportScriptInputSchema.omit(withoutActor))
        .output(exportedScriptSchema)
        .mutation(({ ctx, input }) => conversation.exportScript({ ...input, actor: ctx.caller })),
      takeFromBot: agent
        .input(takeFromBotInputSchema.omit(withoutActor))
        .output(done)
        .mutation(async ({ ctx, input }) => {
          await conversation.takeFromBot({ ...input, actor: ctx.caller });
          return isDone;
        }),
      close: agent
        .input(closeSessionInputSchema.omit(withoutActor))
        .output(z.object({ alreadyClosed: z.boolean(), noteQueued: z.boolean() }))
        .mutation(async ({ ctx, input: { conversationId, reason } }) => {
          const said = reason ? redactText(reason) : undefined;
          const closed = await conversation.closeSession({ conversationId, reason: said, actor: ctx.caller });
          return { alreadyClosed: closed.alreadyClosed, noteQueued: closed.noteQueued };
        }),
      addNote: agent
        .input(addNoteInputSchema.omit(withoutActor))
        .output(done)
        .mutation(async ({ ctx, input }) => {
          const redact = await deps.redaction.prepare([input.text]);
          await conversation.addNote({ ...input, text: redact(input.text), actor: ctx.caller });
          return isDone;
        }),
    }),
    person: router({
      export: admin
        .input(personOf)
        .output(z.object({ services: z.partialRecord(serviceNameSchema, personExportSchema) }))
        .mutation(async ({ ctx, input }) => ({
          services: await exportEverywhere(deps, { ...input, actor: ctx.caller }),
        })),
      delete: admin
        .input(personOf)
        .output(z.object({ services: z.partialRecord(serviceNameSchema, personDeletionSchema) }))
        .mutation(async ({ ctx, input }) => ({
          services: await deleteEverywhere(deps, { ...input, actor: ctx.caller }),
        })),
    }),
    tickets: router({
      /** Desk's present view; by Desk's id, or `#` and the number. */
      get: reader
        .input(z.object({ id: z.string().regex(/^(#[A-Za-z0-9-]{1,30}|\d{1,19})$/) }))
        .output(ticketViewSchema)
        .query(({ input }) => ticketing.getTicket(input)),
    }),
    work: router({
      list: admin
        .input(workListInputSchema)
        .output(workPageSchema)
        .query(({ ctx, input }) => listWork(deps, ctx, input)),
      retry: admin
        .input(workKeysSchema)
        .output(workResultSchema)
        .mutation(({ ctx, input }) => actOnWork(deps, ctx, 'retryOutbox', input)),
      discard: admin
        .input(workKeysSchema)
        .output(workResultSchema)
        .mutation(({ ctx, input }) => actOnWork(deps, ctx, 'discardOutbox', input)),
    }),
    mails: router({
      list: reader
        .input(listMailsInputSchema)
        .output(mailListSchema)
        .query(({ ctx, input }) => listMails(deps, ctx, input)),
      get: agent
        .input(mailOf)
        .output(mailViewSchema)
        .query(({ ctx, input }) => notifications.getMail({ ...input, actor: ctx.caller })),
      /** Given-up mails only. `NOT_FOUND` for others. */
      resend: agent
        .input(mailOf)
        .output(done)
        .mutation(async ({ ctx, input }) => {
          await notifications.retryOutbox({ ...input, reason: 'sent again', actor: ctx.caller });
          return isDone;
        }),
      approvals: reader
        .input(listApprovalsInputSchema)
        .output(approvalListSchema)
        .query(({ ctx, input }) => listApprovals(deps, ctx, input)),
    }),
    learning: createLearningRouter(trpc, conversation),
    system: router({
      get: reader.output(systemSchema).query(({ ctx }) => system(deps, ctx)),
      /** A live check of Desk (`/zoho/test`). */
      testDesk: reader.output(deskCheckSchema).mutation(() => checkZoho(deps)),
      verifyAudit: admin
        .input(verifyAuditInputSchema)
        .output(auditVerdictSchema)
        .mutation(({ ctx, input }) => verifyAudit(deps, ctx, input)),
    }),
  });
}

export type ConsoleRouter = ReturnType<typeof createConsoleRouter>;
