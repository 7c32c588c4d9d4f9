import {
  AppError,
  type ApprovalNews,
  type ApprovalView,
  approvalNewsSchema,
  type Brand,
  requestApprovalInputSchema,
  storedRecord,
  storedWork,
} from '@acebuddy/contracts';
import type { RecordCipher } from '@acebuddy/storage';
import { z } from 'zod';
import { textsIn } from '../mails/phrases.ts';
import { requesterIdentity } from '../mails/requester-identity.ts';
import type { NotificationStore, StoredApproval } from '../ports.ts';
import { decidableUntil, decidableUntilMs } from './decidable-until.ts';
import { type Deliveries, maskAddress } from './deliveries.ts';
import type { MailPace } from './mail-pace.ts';
import { showMoment } from './show-moment.ts';

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
  /** When the next mail to an approver may go: one customer cannot flood hers. */
  readonly placeOf: MailPace;
  /** Whose pages they are. */
  readonly brand: Brand;
  /** IANA zone of the times on them. @default UTC */
  readonly timeZone: string | undefined;
}

type Request = z.infer<typeof requestApprovalInputSchema>;

/** Payloads of the queue: the approval is read again when the work is due. */
export const approvalWorkSchema = z.object({ approvalId: z.string(), kind: z.enum(['ask', 'remind']) });
export const announceWorkSchema = z.object({
  approvalId: z.string(),
  decision: z.enum(['approved', 'declined']),
  comment: z.string().nullable(),
});
export const expireWorkSchema = z.object({ approvalId: z.string() });

/** An approval with what was asked. */
export interface OpenedApproval {
  readonly approval: StoredApproval;
  readonly request: Request;
}

export interface Approvals {
  request(input: Request): Promise<{ approvalId: string }>;
  view(token: string): Promise<ApprovalView>;
  decide(token: string, decision: 'approve' | 'decline', comment: string | undefined): Promise<ApprovalView>;
  news(after: number, limit: number): Promise<ApprovalNews[]>;
  open(approvalId: string): Promise<OpenedApproval | null>;
  tokenOf(approvalId: string): string;
  /** Puts the decision into the feed, if it was taken and not put there by the decision itself. */
  announce(work: z.infer<typeof announceWorkSchema>): Promise<void>;
  remindedNow(approvalId: string): Promise<void>;
  expire(approvalId: string): Promise<void>;
}

/** Mails and pages show it: what is not known in it would be shown wrongly. */
const storedRequest = storedWork(requestApprovalInputSchema);
const storedNews = storedRecord(approvalNewsSchema);

/** Decisions of points of contact: asked by mail, decided on a page, told through a feed. */
export function createApprovals(deps: ApprovalsDeps): Approvals {
  async function open(approvalId: string) {
    const approval = await deps.store.approval(approvalId);
    if (approval === null) return null;
    const request = storedRequest.parse(JSON.parse(deps.cipher.open(approval.sealed, sealedName(approvalId))));
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

  return {
    open,
    async request(input) {
      const approvalId = deps.newId();
      const added = await deps.store.addApproval({
        id: approvalId,
        requestId: input.requestId,
        conversationId: input.conversationId,
        status: 'open',
        createdAt: deps.now().toISOString(),
        decidedAt: null,
        sealed: deps.cipher.seal(JSON.stringify(input), sealedName(approvalId)),
      });
      const approval = await (added ? deps.store.approval(approvalId) : deps.store.approvalOfRequest(input.requestId));
      if (approval === null) throw new AppError('CONFLICT', 'This request for approval was just removed.');
      // Also when it was asked before: a crash may have come between the approval and its mails. None is queued twice.
      if (approval.status === 'open') await schedule(deps, approval, input);
      return { approvalId: approval.id };
    },
    async view(token) {
      return toView(deps, await byToken(token));
    },
    async decide(token, decision, comment) {
      const { approval } = await byToken(token);
      const status = decision === 'approve' ? 'approved' : 'declined';
      // Queued first: a crash between the decision and its news is made good a minute later.
      await queueAnnouncement(deps, { approvalId: approval.id, decision: status, comment: comment ?? null });
      const decided = await deps.store.decideApproval(approval.id, status, deps.now().toISOString());
      if (!decided) throw new AppError('CONFLICT', decidedBefore((await byToken(token)).approval.status));
      await append(approval.id, status, comment ?? null);
      return toView(deps, await byToken(token));
    },
    async news(after, limit) {
      const items = await deps.store.newsAfter(after, limit);
      return items.map(({ seq, key, at, sealed }) =>
        storedNews.parse({ ...JSON.parse(deps.cipher.open(sealed, `news:${key}`)), seq, at }),
      );
    },
    tokenOf: (approvalId) => `${approvalId}.${deps.sign(approvalId)}`,
    async announce({ approvalId, decision, comment }) {
      const approval = await deps.store.approval(approvalId);
      if (approval?.status === decision) await append(approvalId, decision, comment);
    },
    remindedNow: (approvalId) => append(approvalId, 'reminded', null),
    async expire(approvalId) {
      await deps.store.decideApproval(approvalId, 'expired', deps.now().toISOString());
      // Also when it had expired before: the process may have died before it told so.
      const approval = await deps.store.approval(approvalId);
      if (approval?.status === 'expired') await append(approvalId, 'expired', null);
    },
  };
}

function decidedBefore(status: StoredApproval['status']): string {
  return status === 'expired'
    ? 'This request has expired; please ask for it again.'
    : 'This request was decided before; the first decision stands.';
}

async function queueAnnouncement(deps: ApprovalsDeps, work: z.infer<typeof announceWorkSchema>): Promise<void> {
  const id = `approval:${work.approvalId}:${work.decision}`;
  const at = new Date(deps.now().getTime() + 60_000);
  await deps.deliveries.add({ id, kind: 'announce', to: '', recipient: null, payload: work, at });
}

/** The question now, the reminder and the end later; all of them read the approval again when they are due. */
async function schedule(deps: ApprovalsDeps, approval: StoredApproval, input: Request): Promise<void> {
  const { id: approvalId, createdAt } = approval;
  const after = (ms: number) => new Date(Date.parse(createdAt) + ms);
  const to = { to: maskAddress(input.approver.email), recipient: deps.recipientKey(input.approver.email) };
  const name = deliveriesOf(approvalId);
  const remindAt = after(input.remindAfterMinutes * 60_000);
  const nobody = { to: '', recipient: null };
  const place = await deps.placeOf(to.recipient);
  const held = place.kind === 'now' ? {} : { at: place.at, heldBack: 'held back: many mails to this address' };
  await deps.deliveries.add({ id: name.ask, kind: 'mail', ...to, payload: { approvalId, kind: 'ask' }, ...held });
  const remind = { id: name.remind, kind: 'remind', ...to } as const;
  await deps.deliveries.add({ ...remind, payload: { approvalId, kind: 'remind' }, at: remindAt });
  const expire = { id: name.expire, kind: 'expire', ...nobody } as const;
  await deps.deliveries.add({ ...expire, payload: { approvalId }, at: new Date(decidableUntilMs(approval)) });
}

function toView(
  { brand, timeZone }: ApprovalsDeps,
  { approval, request }: { approval: StoredApproval; request: Request },
): ApprovalView {
  const say = textsIn(request.language);
  const { language } = say;
  return {
    approvalId: approval.id,
    status: approval.status,
    subject: request.subject,
    requester: request.requester.name,
    requesterIdentity: requesterIdentity(say, request.requester.proof, approval.status === 'open'),
    facts: request.facts,
    ticketNumber: request.ticketNumber,
    reference: request.reference,
    decidableUntil: decidableUntil(approval, timeZone, language),
    ...(approval.decidedAt === null ? {} : { decidedAt: showMoment(approval.decidedAt, timeZone, language) }),
    brand,
    language,
  };
}

/** Ids of what is delivered for an approval. */
export function deliveriesOf(approvalId: string): Readonly<Record<'ask' | 'remind' | 'expire', string>> {
  const name = `approval:${approvalId}`;
  return { ask: `${name}:ask`, remind: `${name}:remind`, expire: `${name}:expire` };
}

const sealedName = (approvalId: string) => `approval:${approvalId}`;
