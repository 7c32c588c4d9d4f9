import type { listApprovalsInputSchema, listMailsInputSchema } from '@acebuddy/contracts';
import type { z } from 'zod';
import type { GatewayDeps } from '../deps.ts';
import { withAbout } from './about-chats.ts';
import type { ApprovalList, MailList } from './console-schemas.ts';
import type { ConsoleContext } from './console-trpc.ts';
import { createRound } from './round.ts';

type Asked = Pick<ConsoleContext, 'logger'>;

/** Mails, newest first, each with whom and what it is about. */
export async function listMails(
  deps: Pick<GatewayDeps, 'conversation' | 'notifications'>,
  { logger }: Asked,
  input: z.output<typeof listMailsInputSchema>,
): Promise<MailList> {
  const { items, next } = await deps.notifications.listMails(input);
  return { items: await withAbout(deps, createRound(logger), items), next };
}

/** Approvals, newest first, each with whose request it is about. */
export async function listApprovals(
  deps: Pick<GatewayDeps, 'conversation' | 'notifications'>,
  { logger }: Asked,
  input: z.output<typeof listApprovalsInputSchema>,
): Promise<ApprovalList> {
  const { items, next } = await deps.notifications.listApprovals(input);
  const named = items.map((row) => ({ ...row, id: row.requestId ?? '' }));
  const told = await withAbout(deps, createRound(logger), named);
  return { items: told.map(({ id, ...row }) => row), next };
}
