import {
  AppError,
  addNoteInputSchema,
  approvalPageSchema,
  closeSessionInputSchema,
  conversationPageSchema,
  deskCheckSchema,
  emailSchema,
  findConversationsInputSchema,
  foundConversationsSchema,
  getConversationInputSchema,
  listApprovalsInputSchema,
  listConversationsInputSchema,
  listMailsInputSchema,
  mailPageSchema,
  mailViewSchema,
  personDeletionSchema,
  personExportSchema,
  reportInputSchema,
  reportSchema,
  takeFromBotInputSchema,
  ticketViewSchema,
} from '@acebuddy/contracts';
import { z } from 'zod';
import type { GatewayDeps } from '../deps.ts';
import {
  auditVerdictSchema,
  conversationPageDataSchema,
  meSchema,
  overviewSchema,
  serviceNameSchema,
  systemSchema,
  workKeysSchema,
  workPageSchema,
  workResultSchema,
} from './console-schemas.ts';
import { createConsoleTrpc } from './console-trpc.ts';

const done = z.object({ done: z.literal(true) });
const withoutActor = { actor: true } as const;

/**
 * What the console asks: it only calls the services and puts their answers together. All of it is POST, so that no search
 * and no id of a person stands in an address.
 */
export function createConsoleRouter(deps: GatewayDeps) {
  const { router, reader, agent, admin } = createConsoleTrpc();
  void deps;
  return router({
    me: reader.output(meSchema).query(() => notBuilt()),
    overview: reader
      .input(reportInputSchema.pick({ from: true, to: true, tz: true }))
      .output(overviewSchema)
      .query(() => notBuilt()),
    report: reader
      .input(reportInputSchema)
      .output(reportSchema)
      .query(() => notBuilt()),
    conversations: router({
      list: reader
        .input(listConversationsInputSchema)
        .output(conversationPageSchema)
        .query(() => notBuilt()),
      find: reader
        .input(findConversationsInputSchema)
        .output(foundConversationsSchema)
        .query(() => notBuilt()),
      get: reader
        .input(getConversationInputSchema.omit(withoutActor))
        .output(conversationPageDataSchema)
        .query(() => notBuilt()),
      takeFromBot: agent
        .input(takeFromBotInputSchema.omit(withoutActor))
        .output(done)
        .mutation(() => notBuilt()),
      close: agent
        .input(closeSessionInputSchema.omit(withoutActor))
        .output(z.object({ alreadyClosed: z.boolean(), noteQueued: z.boolean() }))
        .mutation(() => notBuilt()),
      addNote: agent
        .input(addNoteInputSchema.omit(withoutActor))
        .output(done)
        .mutation(() => notBuilt()),
    }),
    person: router({
      export: admin
        .input(z.object({ email: emailSchema }))
        .output(z.object({ services: z.partialRecord(serviceNameSchema, personExportSchema) }))
        .mutation(() => notBuilt()),
      delete: admin
        .input(z.object({ email: emailSchema }))
        .output(z.object({ services: z.partialRecord(serviceNameSchema, personDeletionSchema) }))
        .mutation(() => notBuilt()),
    }),
    tickets: router({
      /** Desk's present view; by Desk's id, or `#` and the number. */
      get: reader
        .input(z.object({ id: z.string().regex(/^(#[A-Za-z0-9-]{1,30}|\d{1,19})$/) }))
        .output(ticketViewSchema)
        .query(() => notBuilt()),
    }),
    work: router({
      list: admin
        .input(
          z.object({
            service: serviceNameSchema.optional(),
            after: z.string().max(1_000).optional(),
            limit: z.number().int().min(1).max(100).default(50),
          }),
        )
        .output(workPageSchema)
        .query(() => notBuilt()),
      retry: admin
        .input(workKeysSchema)
        .output(workResultSchema)
        .mutation(() => notBuilt()),
      discard: admin
        .input(workKeysSchema)
        .output(workResultSchema)
        .mutation(() => notBuilt()),
    }),
    mails: router({
      list: reader
        .input(listMailsInputSchema)
        .output(mailPageSchema)
        .query(() => notBuilt()),
      get: agent
        .input(z.object({ id: z.string().min(1).max(300) }))
        .output(mailViewSchema)
        .query(() => notBuilt()),
      /** Given-up mails only. `NOT_FOUND` for others. */
      resend: agent
        .input(z.object({ id: z.string().min(1).max(300) }))
        .output(done)
        .mutation(() => notBuilt()),
      approvals: reader
        .input(listApprovalsInputSchema)
        .output(approvalPageSchema)
        .query(() => notBuilt()),
    }),
    system: router({
      get: reader.output(systemSchema).query(() => notBuilt()),
      /** A live check of Desk (`/zoho/test`). */
      testDesk: reader.output(deskCheckSchema).mutation(() => notBuilt()),
      verifyAudit: admin.output(auditVerdictSchema).mutation(() => notBuilt()),
    }),
  });
}

export type ConsoleRouter = ReturnType<typeof createConsoleRouter>;

function notBuilt(): never {
  throw new AppError('INTERNAL', 'This is not built yet.');
}
