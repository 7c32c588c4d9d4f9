import {
  AppError,
  type ApprovalNews,
  type ApprovalView,
  approvalNewsSchema,
  requestApprovalInputSchema,
} from '@acebuddy/contracts';
import type { RecordCipher } from '@acebuddy/storage';
import { z } from 'zod';
import type { NotificationStore, StoredApproval } from '../ports.ts';
import { type Deliveries, maskAddress } from './deliveries.ts';

export interface ApprovalsDeps {
  readonly store: NotificationStore;
  readonly cipher: RecordCipher;
  readonly deliveries: Deliveries;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Keyed digest: makes the links unforgeable. */
  readonly sign: (text: string) => string;
  /** True for a signature by any of our keys: links outlive a rotation. */
  readonly isSigned: (text: string, signature: string) => boolean;
  readonly recipientKey: (email: string) => string;
}

type Request = z.infer<typeof requestApprovalInputSchema>;

/** Payloads of the queue: the approval is read again when the work is due. */
export const approvalWorkSchema = z.object({ approvalId: z.string(), kind: z.enum(['ask', 'remind']) });
export const announceWorkSchema = z.object({ approvalId: z.string(), comment: z.string().nullable().default(null) });

export interface Approvals {
  request(input: Request): Promise<{ approvalId: string }>;
  view(token: string): Promise<ApprovalView>;
  decide(token: string, decision: 'approve' | 'decline', comment: string | undefined): Promise<ApprovalView>;
  news(after: number, limit: number): Promise<ApprovalNews[]>;
  open(approvalId: string): Promise<{ approval: StoredApproval; request: Request } | null>;
  tokenOf(approvalId: string): string;
  /** Puts the decision into the feed, if it was not put there by the decision itself. */
  announce(approvalId: string, comment: string | null): Promise<void>;
  remindedNow(approvalId: string): Promise<void>;
  expire(approvalId: string): Promise<void>;
}

const validForMs = 14 * 24 * 3_600_000;

/** Decisions of points of contact: asked by mail, decided on a page, told through a feed. */
export function createApprovals(deps: ApprovalsDeps): Approvals {
  async function open(approvalId: string) {
    const approval = await deps.store.approval(approvalId);
    if (approval === null) return null;
    const request = requestApprovalInputSchema.parse(
      JSON.parse(deps.cipher.open(approval.sealed, sealedName(approvalId))),
    );
    return { approval, request };
  }

  async function byToken(token: string) {
    const [approvalId = '', signature = ''] = token.split('.');
    const genuine = deps.isSigned(approvalId, signature);
    const found = genuine ? await open(approvalId) : null;
    if (found === null)
      throw new AppError('NOT_FOUND', 'This link is not valid. Please use the link in the newest mail.');
    return found;
  }

  async function append(approvalId: string, kind: ApprovalNews['kind'], comment: string | null): Promise<void> {
    const found = await open(approvalId);
    if (found === null) return;
    const key = `${approvalId}:${kind}`;
    const item = {
      approvalId,
      conversationId: found.approval.conversationId,
      requestId: found.approval.requestId,
      kind,
      comment,
    };
    await deps.store.appendNews({
      key,
      at: deps.now().toISOString(),
      sealed: deps.cipher.seal(JSON.stringify(item), `news:${key}`),
    });
  }

  async function queue(
    approvalId: string,
    kind: 'announce' | 'expire',
    at: Date,
    comment: string | null,
  ): Promise<void> {
    const id = `approval:${approvalId}:${kind}`;
    await deps.deliveries.add({ id, kind, to: '', recipient: null, payload: { approvalId, comment }, at });
  }

  return {
    open,
    async request(input) {
      const approvalId = deps.newId();
      const now = deps.now();
      const added = await deps.store.addApproval({
        id: approvalId,
        requestId: input.requestId,
        conversationId: input.conversationId,
        status: 'open',
        createdAt: now.toISOString(),
        decidedAt: null,
        sealed: deps.cipher.seal(JSON.stringify(input), sealedName(approvalId)),
      });
      // Asked before: its mails are in the queue since then.
      if (!added) return { approvalId: 'known' };
      await schedule(deps, approvalId, input, now);
      await queue(approvalId, 'expire', new Date(now.getTime() + validForMs), null);
      return { approvalId };
    },
    async view(token) {
      return toView(await byToken(token));
    },
    async decide(token, decision, comment) {
      const { approval } = await byToken(token);
      const status = decision === 'approve' ? 'approved' : 'declined';
      // Queued first: a crash between the decision and its news is made good a minute later.
      await queue(approval.id, 'announce', new Date(deps.now().getTime() + 60_000), comment ?? null);
      const decided = await deps.store.decideApproval(approval.id, status, deps.now().toISOString());
      if (!decided) throw new AppError('CONFLICT', 'This request was decided before; the first decision stands.');
      await append(approval.id, status, comment ?? null);
      return toView(await byToken(token));
    },
    async news(after, limit) {
      const items = await deps.store.newsAfter(after, limit);
      return items.map(({ seq, key, at, sealed }) =>
        approvalNewsSchema.parse({ ...JSON.parse(deps.cipher.open(sealed, `news:${key}`)), seq, at }),
      );
    },
    tokenOf: (approvalId) => `${approvalId}.${deps.sign(approvalId)}`,
    async announce(approvalId, comment) {
      const found = await open(approvalId);
      if (found !== null && found.approval.status !== 'open') await append(approvalId, found.approval.status, comment);
    },
    remindedNow: (approvalId) => append(approvalId, 'reminded', null),
    async expire(approvalId) {
      if (await deps.store.decideApproval(approvalId, 'expired', deps.now().toISOString()))
        await append(approvalId, 'expired', null);
    },
  };
}

/** The question now, the reminder later; both read the approval when they are due. */
async function schedule(deps: ApprovalsDeps, approvalId: string, input: Request, now: Date): Promise<void> {
  const { approver } = input;
  const to = { to: maskAddress(approver.email), recipient: deps.recipientKey(approver.email) };
  const ask = { id: `approval:${approvalId}:ask`, kind: 'mail', ...to } as const;
  await deps.deliveries.add({ ...ask, payload: { approvalId, kind: 'ask' } });
  const at = new Date(now.getTime() + input.remindAfterMinutes * 60_000);
  const remind = { id: `approval:${approvalId}:remind`, kind: 'remind', ...to } as const;
  await deps.deliveries.add({ ...remind, payload: { approvalId, kind: 'remind' }, at });
}

function toView({ approval, request }: { approval: StoredApproval; request: Request }): ApprovalView {
  return {
    approvalId: approval.id,
    status: approval.status,
    subject: request.subject,
    requester: request.requester.name,
    facts: request.facts,
    ticketNumber: request.ticketNumber,
    reference: request.reference,
  };
}

const sealedName = (approvalId: string) => `approval:${approvalId}`;
