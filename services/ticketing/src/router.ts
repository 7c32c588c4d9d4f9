import { type Audit, givenReason } from '@acebuddy/audit';
import {
  attentionListSchema,
  auditOfInputSchema,
  auditOfSchema,
  auditPageInputSchema,
  auditPageSchema,
  changeTicketInputSchema,
  changeTicketOutputSchema,
  createTicketInputSchema,
  createTicketOutputSchema,
  deskCheckSchema,
  deskContactSchema,
  deskEventsInputSchema,
  deskStandingSchema,
  deskWorkListSchema,
  findContactInputSchema,
  ofConversationInputSchema,
  outboxItemKeySchema,
  outboxPageSchema,
  pageInputSchema,
  personDeletionSchema,
  personExportSchema,
  personOfChatsInputSchema,
  readyAnswerSchema,
  ticketLookupSchema,
  ticketNewsInputSchema,
  ticketNewsOutputSchema,
  ticketViewSchema,
} from '@acebuddy/contracts';
import { createServiceTrpc, release } from '@acebuddy/service-kit';
import { z } from 'zod';
import type { Ticketing } from './ticketing.ts';

const done = z.object({ done: z.literal(true) });

export interface TicketingRouterDeps {
  readonly ticketing: Ticketing;
  readonly audit: Audit;
  readonly ping: () => Promise<void>;
}

/** The ticketing service's procedures; inputs and outputs are contracts. Errors carry a code of `errorCodes`. */
export function createTicketingRouter({ ticketing, audit, ping }: TicketingRouterDeps) {
  const { router, procedure } = createServiceTrpc();
  return router({
    /** One ticket per `requestId`. Durable when it answers, also with `pending`; ask again with the same input. */
    createTicket: procedure
      .input(createTicketInputSchema)
      .output(createTicketOutputSchema)
      .mutation(({ input }) => ticketing.createTicket(input)),
    /** One change per `requestId`, in order with the other changes of the same ticket. */
    changeTicket: procedure
      .input(changeTicketInputSchema)
      .output(changeTicketOutputSchema)
      .mutation(({ input }) => ticketing.changeTicket(input)),
    /** Desk's present view of a ticket. `NOT_FOUND`, `DESK_UNAVAILABLE`, `DESK_AUTH`, `RATE_LIMITED`. */
    getTicket: procedure
      .input(ticketLookupSchema)
      .output(ticketViewSchema)
      .query(({ input }) => ticketing.getTicket(input)),
    /** Whether the connection to Desk is set up right, and how to mend it if not. */
    check: procedure.output(deskCheckSchema).query(() => ticketing.check()),
    /** The contact with this address; null when Desk knows none. Throws when Desk does not answer in time. */
    findContact: procedure
      .input(findContactInputSchema)
      .output(deskContactSchema.nullable())
      .query(({ input }) => ticketing.findContact(input)),
    /** What happened to our tickets after number `after`, oldest first. */
    news: procedure
      .input(ticketNewsInputSchema)
      .output(ticketNewsOutputSchema)
      .query(({ input }) => ticketing.news(input)),
    /** Desk says that something happened: noted durably, read later. `accepted`: how many concern us and are new. */
    handleDeskEvents: procedure
      .input(deskEventsInputSchema)
      .output(z.object({ accepted: z.number().int() }))
      .mutation(({ input }) => ticketing.handleDeskEvents(input)),
    /** Work that waits or was given up, oldest first; on request only what was given up. */
    listOutbox: procedure
      .input(pageInputSchema.extend({ which: z.enum(['all', 'dead']).default('all') }))
      .output(outboxPageSchema)
      .query(({ input }) => ticketing.listOutbox(input)),
    /** Has given-up work tried again. `NOT_FOUND` when there is none of that id. */
    retryOutbox: procedure
      .input(outboxItemKeySchema)
      .output(done)
      .mutation(async ({ input }) => {
        await ticketing.retryOutbox(input.id);
        await audit.record({
          kind: 'dead_letter_replayed',
          subject: input.id,
          actor: input.actor,
          details: givenReason(input.reason),
        });
        return { done: true };
      }),
    /** Drops given-up work for good. */
    discardOutbox: procedure
      .input(outboxItemKeySchema)
      .output(done)
      .mutation(async ({ input }) => {
        await ticketing.discardOutbox(input.id, input.reason);
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
    /** Unfinished work and news of this person. Finished work holds no words of hers; her tickets are Desk's. */
    exportPerson: procedure
      .input(personOfChatsInputSchema)
      .output(personExportSchema)
      .mutation(async ({ input }) => {
        await audit.append({ kind: 'person_exported', subject: 'person', actor: input.actor });
        return ticketing.exportPerson(input);
      }),
    /** Drops given-up work, news and watches of this person; what is still being done stays and is named. */
    deletePerson: procedure
      .input(personOfChatsInputSchema)
      .output(personDeletionSchema)
      .mutation(async ({ input }) => {
        const done = await ticketing.deletePerson(input);
        await audit.append({ kind: 'person_deleted', subject: 'person', actor: input.actor, details: done.removed });
        return done;
      }),
    /** Work on Desk for one chat, with the calls it took. */
    workOf: procedure
      .input(ofConversationInputSchema)
      .output(deskWorkListSchema)
      .query(async ({ input }) => ({ items: await ticketing.workOf(input.conversationId) })),
    /** How Desk stands, without a call of it. */
    standing: procedure.output(deskStandingSchema).query(() => ticketing.standing()),
    /** What of this service needs a person. */
    attention: procedure.output(attentionListSchema).query(async () => ({ items: await ticketing.attention() })),
    /** What the trail of this service tells about one subject and its parts. */
    auditOf: procedure
      .input(auditOfInputSchema)
      .output(auditOfSchema)
      .query(({ input }) => audit.about(input.subject)),
    /** Resolves when the store answers. */
    ready: procedure.output(readyAnswerSchema).query(async () => {
      await ping();
      return { ready: true, version: release };
    }),
  });
}

export type TicketingRouter = ReturnType<typeof createTicketingRouter>;
