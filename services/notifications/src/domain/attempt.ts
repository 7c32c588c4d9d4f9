import { createHash } from 'node:crypto';
import {
  alertWorkSchema,
  closeChatInputSchema,
  type Mail,
  mailSchema,
  noteChatInputSchema,
  weekMailSchema,
} from '@acebuddy/contracts';
import { currentRequestId } from '@acebuddy/service-kit';
import { addressableName } from '../mails/addressable-name.ts';
import { composeAlert } from '../mails/alert-mail.ts';
import type { MailContent } from '../mails/blocks.ts';
import { composeCodeAlarm } from '../mails/code-alarm.ts';
import { type ComposeSettings, composeMail } from '../mails/compose.ts';
import { composeWeek } from '../mails/week-mail.ts';
import type { ChatClient, ChatOutcome, DeliveryKind, Mailer, SendOutcome } from '../ports.ts';
import { type Approvals, announceWorkSchema, approvalWorkSchema, expireWorkSchema } from './approvals.ts';
import { codeAlarmSchema } from './code-alarm.ts';
import type { AttemptOutcome } from './deliveries.ts';
import { approvalContent, letterWords } from './letter-words.ts';
import { restChatId } from './push.ts';

export interface AttemptDeps {
  readonly mailer: Mailer;
  readonly chat: ChatClient | null;
  readonly settings: ComposeSettings;
  /** Recipient of team notices by team name; `SUPPORT_EMAIL` for unknown teams. */
  readonly teamAddress: (team: string) => string;
  readonly publicUrl: string;
  /** Who is told of what needs attention. */
  readonly lead: string;
  readonly mailDomain: string;
}

/** Does one delivery of the queue. */
export function createAttempt(deps: AttemptDeps, approvals: () => Approvals) {
  return async (kind: DeliveryKind, payload: unknown, id: string): Promise<AttemptOutcome> => {
    switch (kind) {
      case 'mail': {
        const asked = approvalWorkSchema.safeParse(payload);
        if (asked.success) return askApprover(deps, approvals(), asked.data, id);
        const mail = mailSchema.parse(payload);
        return send(deps, recipientOf(deps, mail), composeMail(mail, deps.settings), id);
      }
      case 'remind': {
        const { approvalId } = approvalWorkSchema.parse(payload);
        return askApprover(deps, approvals(), { approvalId, kind: 'remind' }, id);
      }
      case 'announce': {
        await approvals().announce(announceWorkSchema.parse(payload));
        return { kind: 'sent' };
      }
      case 'expire':
        await approvals().expire(expireWorkSchema.parse(payload).approvalId);
        return { kind: 'sent' };
      case 'alarm': {
        const to = { name: '', email: deps.settings.supportEmail };
        return send(deps, to, composeCodeAlarm(codeAlarmSchema.parse(payload).perHour), id);
      }
      case 'alert':
        return send(deps, leadOf(deps), composeAlert(alertWorkSchema.parse(payload), linked(deps)), id);
      case 'weekly':
        return send(deps, leadOf(deps), composeWeek(weekMailSchema.parse(payload), linked(deps)), id);
      case 'close':
        return onChat(deps, closeChatInputSchema.parse(payload).address, (chat, chatId) => chat.close(chatId));
      case 'note': {
        const { address, text } = noteChatInputSchema.parse(payload);
        return onChat(deps, address, (chat, chatId) => chat.note(chatId, text));
      }
      case 'code':
      case 'push':
        return { kind: 'permanent', reason: 'is sent at once or not at all' };
      default:
        return { kind: 'parked' };
    }
  };
}

const leadOf = ({ lead }: AttemptDeps) => ({ name: '', email: lead });
const linked = ({ settings, publicUrl }: AttemptDeps) => ({ ...settings, publicUrl });

function recipientOf(deps: AttemptDeps, mail: Mail): { name: string; email: string } {
  if (mail.template === 'team_notice') return { name: mail.team, email: deps.teamAddress(mail.team) };
  return { name: addressableName(mail.to.name) ?? '', email: mail.to.email };
}

export async function send(
  deps: Pick<AttemptDeps, 'mailer' | 'settings' | 'mailDomain'>,
  to: { name: string; email: string },
  content: MailContent,
  id: string,
): Promise<SendOutcome> {
  const requestId = currentRequestId();
  return deps.mailer.send({
    to,
    ...letterWords(content, deps.settings),
    messageId: messageIdOf(id, deps.mailDomain),
    ...(requestId === undefined ? {} : { requestId }),
    references: (content.about ?? []).map((about) => messageIdOf(`about:${about}`, deps.mailDomain)),
  });
}

/**
 * The same for every attempt at a delivery: a mail server or a reader can drop what arrives twice (RFC 5322, 3.6.4). The same
 * for everything about one request, where it is referred to: no mail has that id, and readers gather those that name it.
 */
function messageIdOf(deliveryId: string, mailDomain: string): string {
  return `<${createHash('sha256').update(deliveryId).digest('base64url')}@${mailDomain}>`;
}

async function askApprover(
  deps: AttemptDeps,
  approvals: Approvals,
  work: { approvalId: string; kind: 'ask' | 'remind' },
  id: string,
): Promise<AttemptOutcome> {
  const found = await approvals.open(work.approvalId);
  // Decided in the meantime: nothing to ask any more.
  if (found === null || found.approval.status !== 'open') return { kind: 'sent' };
  const content = approvalContent(found, deps.settings, {
    url: `${deps.publicUrl}/approvals/${approvals.tokenOf(work.approvalId)}`,
    reminder: work.kind === 'remind',
  });
  const outcome = await send(deps, found.request.approver, content, id);
  if (outcome.kind === 'sent' && work.kind === 'remind') await approvals.remindedNow(work.approvalId);
  return outcome;
}

async function onChat(
  deps: AttemptDeps,
  address: Parameters<typeof restChatId>[0],
  call: (chat: ChatClient, chatId: string) => Promise<ChatOutcome>,
): Promise<AttemptOutcome> {
  const chatId = restChatId(address);
  if (deps.chat === null || chatId === null) return { kind: 'sent' };
  const outcome = await call(deps.chat, chatId);
  if (outcome.kind === 'done') return { kind: 'sent' };
  if (outcome.kind === 'refused') return { kind: 'permanent', reason: outcome.reason };
  const { reason, retryAfterMs } = outcome;
  return { kind: 'temporary', reason, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}
