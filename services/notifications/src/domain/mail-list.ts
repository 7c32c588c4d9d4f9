import {
  AppError,
  conversationOfRequest,
  type listMailsInputSchema,
  type MailRow,
  type mailPageSchema,
  type mailViewSchema,
} from '@acebuddy/contracts';
import type { z } from 'zod';
import { type Delivery, keptMailKinds, mailKinds, type NotificationStore } from '../ports.ts';
import { deliveriesOf } from './approvals.ts';
import { isBehind, newestFirst, placeOfKey, toPage } from './list-place.ts';
import { type MailPreviewDeps, previewMail, templateOf } from './mail-preview.ts';

export interface MailListDeps extends MailPreviewDeps {
  readonly store: Pick<
    NotificationStore,
    'newestDeliveries' | 'deliveriesNamed' | 'deliveriesById' | 'delivery' | 'newestApprovals' | 'approvalsById'
  >;
}

type Wanted = z.output<typeof listMailsInputSchema>;
type MailPage = z.input<typeof mailPageSchema>;

/** Mails, newest first. */
export async function listMails(deps: MailListDeps, wanted: Wanted): Promise<MailPage> {
  const all = wanted.resendable === true ? keptMailKinds : mailKinds;
  const kinds = all.filter((kind) => wanted.kind === undefined || kind === wanted.kind);
  const before = placeOfKey(wanted.after);
  const found =
    wanted.conversationId === undefined
      ? await deps.store.newestDeliveries({
          kinds,
          limit: wanted.limit + 1,
          ...(wanted.status === undefined ? {} : { status: wanted.status }),
          ...(before === undefined ? {} : { before }),
        })
      : (await mailsOf(deps, wanted.conversationId))
          .filter(({ kind, status }) => kinds.some((each) => each === kind) && status === (wanted.status ?? status))
          .filter((mail) => isBehind(mail, before));
  const { items, next } = toPage(found, wanted.limit);
  return { items: await toRows(deps, items), next };
}

/**
 * One mail as it goes out.
 *
 * @throws AppError `NOT_FOUND`
 */
export async function getMail(deps: MailListDeps, id: string): Promise<z.input<typeof mailViewSchema>> {
  const mail = await deps.store.delivery(id);
  if (mail === null || !mailKinds.some((kind) => kind === mail.kind))
    throw new AppError('NOT_FOUND', `There is no mail with the id "${id}".`);
  const [row] = await toRows(deps, [mail]);
  if (row === undefined) throw new TypeError('a mail has a row');
  return { row, preview: await previewMail(deps, mail) };
}

/** Requests of a chat are named after it; what is mailed for an approval is named after that. */
async function mailsOf({ store }: MailListDeps, conversationId: string): Promise<Delivery[]> {
  const [named, approvals] = await Promise.all([
    store.deliveriesNamed(`${conversationId}#`),
    store.newestApprovals({ conversationId, limit: approvalsMax }),
  ]);
  const ids = approvals.flatMap(({ id }) => [deliveriesOf(id).ask, deliveriesOf(id).remind]);
  const own = named.filter(({ id }) => conversationOfRequest(id)?.conversationId === conversationId);
  return [...own, ...(await store.deliveriesById(ids))].toSorted(newestFirst);
}

/** More than any chat asks for. */
const approvalsMax = 200;

async function toRows(deps: MailListDeps, mails: readonly Delivery[]): Promise<MailPage['items']> {
  const asked = await deps.store.approvalsById([...new Set(mails.flatMap(({ id }) => approvalOf(id) ?? []))]);
  const chats = new Map(asked.map(({ id, conversationId }) => [id, conversationId]));
  // Mails are named after the request that ordered them, those of an approval after it.
  const chatOf = (id: string) => chats.get(approvalOf(id) ?? '') ?? conversationOfRequest(id)?.conversationId ?? null;
  return mails.map((mail) => toRow(deps, mail, chatOf(mail.id)));
}

function toRow(deps: MailListDeps, mail: Delivery, conversationId: string | null): MailPage['items'][number] {
  const { id, kind, to, status, attempts, lastError, nextAt, createdAt, sentAt, sealed } = mail;
  const kept: MailRow['kept'] = sealed !== null;
  const template = templateOf(deps, mail);
  const correlationId = mail.origin?.requestId ?? null;
  const times = { nextAt, createdAt, sentAt };
  return { id, conversationId, kind, template, to, status, attempts, lastError, ...times, correlationId, kept };
}

function approvalOf(id: string): string | null {
  return /^approval:([^:#]+):/.exec(id)?.[1] ?? null;
}
