import { type Audit, givenReason } from '@acebuddy/audit';
import {
  AppError,
  actorSchema,
  approvalNewsInputSchema,
  approvalNewsOutputSchema,
  approvalPageSchema,
  approvalTokenSchema,
  approvalViewSchema,
  attentionListSchema,
  auditOfInputSchema,
  auditOfSchema,
  auditPageInputSchema,
  auditPageSchema,
  closeChatInputSchema,
  conversationOfRequest,
  decideApprovalInputSchema,
  deliveryNewsInputSchema,
  deliveryNewsOutputSchema,
  deliveryOutcomeSchema,
  deliveryPageSchema,
  deliveryViewSchema,
  listApprovalsInputSchema,
  listMailsInputSchema,
  mailPageSchema,
  mailViewSchema,
  noteAttentionInputSchema,
  noteChatInputSchema,
  notedAttentionSchema,
  outboxItemKeySchema,
  outboxPageSchema,
  pageInputSchema,
  personDeletionSchema,
  personExportSchema,
  personOfChatsInputSchema,
  pushChatInputSchema,
  pushChatOutputSchema,
  readyAnswerSchema,
  requestApprovalInputSchema,
  requestApprovalOutputSchema,
  sendCodeInputSchema,
  sendMailInputSchema,
  verifyCodeInputSchema,
  verifyCodeOutputSchema,
  watchTurnSchema,
  weekMailSchema,
} from '@acebuddy/contracts';
import { createServiceTrpc, release } from '@acebuddy/service-kit';
import { z } from 'zod';
import type { Watch } from './alerts/watch.ts';
import type { PersonRights } from './domain/person-rights.ts';
import type { Notifications } from './notifications.ts';
import { type Delivery, parkedError } from './ports.ts';

const done = z.object({ done: z.literal(true) });

/** What people see of mails and approvals. */
export interface Shown {
  listMails(wanted: z.output<typeof listMailsInputSchema>): Promise<z.input<typeof mailPageSchema>>;
  getMail(id: string): Promise<z.input<typeof mailViewSchema>>;
  listApprovals(wanted: z.output<typeof listApprovalsInputSchema>): Promise<z.input<typeof approvalPageSchema>>;
  attention(): Promise<z.input<typeof attentionListSchema>['items']>;
}

export interface NotificationsRouterDeps {
  readonly notifications: Notifications;
  readonly audit: Audit;
  readonly person: PersonRights;
  readonly shown: Shown;
  readonly watch: Watch;
  /** Rejects when mails cannot go out. */
  readonly checkMail: () => Promise<void>;
}

/** The notifications service's procedures; inputs and outputs are contracts. */
export function createNotificationsRouter({
  notifications,
  audit,
  person,
  shown,
  watch,
  checkMail,
}: NotificationsRouterDeps) {
  const { router, procedure } = createServiceTrpc();
  const { codes, approvals } = notifications;
  return router({
    /** One mail per `requestId`. `queued` is a promise: it is delivered, or becomes a dead letter that people see. */
    sendMail: procedure
      .input(sendMailInputSchema)
      .output(deliveryOutcomeSchema)
      .mutation(({ input }) => notifications.sendMail(input)),
    sendCode: procedure
      .input(sendCodeInputSchema)
      .output(deliveryOutcomeSchema)
      .mutation(({ input }) => codes.send(input)),
    verifyCode: procedure
      .input(verifyCodeInputSchema)
      .output(verifyCodeOutputSchema)
      .mutation(({ input }) => codes.verify(input)),
    requestApproval: procedure
      .input(requestApprovalInputSchema)
      .output(requestApprovalOutputSchema)
      .mutation(({ input }) => approvals.request(input)),
    /** What a link in an approval mail shows. `NOT_FOUND` for forged or unknown links. */
    getApproval: procedure
      .input(approvalTokenSchema)
      .output(approvalViewSchema)
      .query(({ input }) => approvals.view(input.token)),
    /** Decides once. `CONFLICT` when it was decided before. */
    decideApproval: procedure
      .input(decideApprovalInputSchema)
      .output(approvalViewSchema)
      .mutation(({ input }) => approvals.decide(input.token, input.decision, input.comment)),
    approvalNews: procedure
      .input(approvalNewsInputSchema)
      .output(approvalNewsOutputSchema)
      .query(async ({ input }) => ({ items: await approvals.news(input.after, input.limit) })),
    /** What became of mails and codes, a minute after it did. `next` is where to read on. */
    deliveryNews: procedure
      .input(deliveryNewsInputSchema)
      .output(deliveryNewsOutputSchema)
      .query(({ input }) => notifications.deliveryNews(input.after, input.limit)),
    pushChat: procedure
      .input(pushChatInputSchema)
      .output(pushChatOutputSchema)
      .mutation(({ input }) => notifications.pushChat(input)),
    closeChat: procedure
      .input(closeChatInputSchema)
      .output(done)
      .mutation(async ({ input }) => {
        await notifications.onChat('close', input);
        return { done: true };
      }),
    noteChat: procedure
      .input(noteChatInputSchema)
      .output(done)
      .mutation(async ({ input }) => {
        await notifications.onChat('note', input);
        return { done: true };
      }),
    /** The delivery log, newest ids last, paged by id. Recipients are masked. */
    listDeliveries: procedure
      .input(pageInputSchema)
      .output(deliveryPageSchema)
      .query(async ({ input }) => {
        const { items, next } = pageOf(await notifications.list({ ...input, limit: input.limit + 1 }), input.limit);
        return { items: items.map((item) => deliveryViewSchema.parse(item)), next };
      }),
    listOutbox: procedure
      .input(pageInputSchema)
      .output(outboxPageSchema)
      .query(async ({ input }) => {
        // Codes and lines in chats keep no content: they are in the delivery log, but nobody can send them again. Hundreds of
        // them must not fill the page in front of a letter that somebody waits for.
        const wanted = { after: input.after, status: 'dead', sealed: true, orParked: true } as const;
        const found = await notifications.list({ ...wanted, limit: input.limit + 1 });
        const { items, next } = pageOf(found, input.limit);
        return { items: items.map(toOutboxItem), next };
      }),
    retryOutbox: procedure
      .input(outboxItemKeySchema)
      .output(done)
      .mutation(async ({ input }) => {
        const found = known(await notifications.revive(input.id), input.id);
        await audit.record({
          kind: 'dead_letter_replayed',
          subject: input.id,
          actor: input.actor,
          details: givenReason(input.reason),
        });
        return found;
      }),
    discardOutbox: procedure
      .input(outboxItemKeySchema)
      .output(done)
      .mutation(async ({ input }) => {
        const found = known(await notifications.discard(input.id), input.id);
        await audit.record({
          kind: 'dead_letter_discarded',
          subject: input.id,
          actor: input.actor,
          details: givenReason(input.reason),
        });
        return found;
      }),
    /** The audit trail of this service, oldest first. */
    listAudit: procedure
      .input(auditPageInputSchema)
      .output(auditPageSchema)
      .query(({ input }) => audit.list(input)),
    /** Deliveries, codes and approvals of the person with this address and these chats. */
    exportPerson: procedure
      .input(personOfChatsInputSchema)
      .output(personExportSchema)
      .mutation(async ({ input }) => {
        await audit.append({ kind: 'person_exported', subject: 'person', actor: input.actor });
        return person.exportPerson(input);
      }),
    /** Removes them, mails to her that are not sent yet included; what others wait for stays and is named. */
    deletePerson: procedure
      .input(personOfChatsInputSchema)
      .output(personDeletionSchema)
      .mutation(async ({ input }) => {
        const report = await person.deletePerson(input);
        await audit.append({ kind: 'person_deleted', subject: 'person', actor: input.actor, details: report.removed });
        return report;
      }),
    /** Mails and codes, newest first, by filter. */
    listMails: procedure
      .input(listMailsInputSchema)
      .output(mailPageSchema)
      .query(({ input }) => shown.listMails(input)),
    /** One mail as it goes out. `NOT_FOUND` for unknown ids. Leaves a trace in the audit trail. */
    getMail: procedure
      .input(z.object({ id: z.string().min(1).max(300), actor: actorSchema.optional() }))
      .output(mailViewSchema)
      .query(async ({ input }) => {
        const view = await shown.getMail(input.id);
        await audit.append({ kind: 'mail_read', subject: input.id, actor: input.actor });
        return view;
      }),
    listApprovals: procedure
      .input(listApprovalsInputSchema)
      .output(approvalPageSchema)
      .query(({ input }) => shown.listApprovals(input)),
    /** What of this service needs a person. */
    attention: procedure.output(attentionListSchema).query(async () => ({ items: await shown.attention() })),
    /** Who is to look now at what needs attention: one caller at a time. */
    takeWatch: procedure.output(watchTurnSchema).mutation(() => watch.take()),
    /** What one who looked saw; what has been there for too long is mailed to the lead, once. */
    noteAttention: procedure
      .input(noteAttentionInputSchema)
      .output(notedAttentionSchema)
      .mutation(({ input }) => watch.note(input)),
    /** Mails the figures of a week to the lead, once. `queued`: by this call. */
    sendWeek: procedure
      .input(weekMailSchema)
      .output(z.object({ queued: z.boolean() }))
      .mutation(async ({ input }) => ({ queued: await watch.sendWeek(input) })),
    /** What the trail of this service tells about one subject and its parts. */
    auditOf: procedure
      .input(auditOfInputSchema)
      .output(auditOfSchema)
      .query(({ input }) => audit.about(input.subject)),
    ready: procedure.output(readyAnswerSchema).query(async () => {
      await notifications.ready();
      return { ready: true, version: release };
    }),
    /** Whether mails can go out. `SERVICE_UNAVAILABLE` with the reason otherwise; the service itself works on. */
    mailReady: procedure.output(z.object({ ready: z.literal(true) })).query(async () => {
      await checkMail();
      return { ready: true };
    }),
  });
}

export type NotificationsRouter = ReturnType<typeof createNotificationsRouter>;

function known(found: boolean, id: string): { done: true } {
  if (!found) throw new AppError('NOT_FOUND', `There is no dead letter with the id "${id}".`);
  return { done: true };
}

/** `found`: one more than fits, if there is one; it tells whether there is a page behind this one. */
function pageOf(found: readonly Delivery[], limit: number): { items: readonly Delivery[]; next: string | null } {
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

function toOutboxItem(item: Delivery): z.input<typeof outboxPageSchema>['items'][number] {
  return {
    id: item.id,
    conversationId: conversationOfRequest(item.id)?.conversationId,
    kind: item.kind,
    attempts: item.attempts,
    status: item.lastError === parkedError ? 'parked' : item.status === 'dead' ? 'dead' : 'pending',
    lastError: item.lastError,
    nextAttemptAt: item.nextAt,
    createdAt: item.createdAt,
    correlationId: item.origin?.requestId ?? null,
  };
}
