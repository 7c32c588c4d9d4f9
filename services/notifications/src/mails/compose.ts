import type { IdentityProof, Mail } from '@acebuddy/contracts';
import type { Block, MailContent } from './blocks.ts';
import type { MailLook } from './mail-look.ts';
import { hello, paragraph } from './phrases.ts';

type MailOf<T extends Mail['template']> = Extract<Mail, { template: T }>;

export interface ComposeSettings extends MailLook {
  readonly supportEmail: string;
  readonly supportPhone: string | null;
  /** The tickets come from the simulator and exist nowhere else. */
  readonly simulated: boolean;
  /** IANA zone of the times in mails and on pages. @default UTC */
  readonly timeZone?: string | undefined;
}

/** Words of every mail. Pure; escaping is the renderer's. */
export function composeMail(mail: Mail, settings: ComposeSettings): MailContent {
  const content = { ...compose(mail, settings), about: aboutOf(mail) };
  if (!settings.simulated) return content;
  const note: Block = {
    kind: 'paragraph',
    text: 'Simulation: no Zoho credentials are configured, so this ticket exists only here.',
  };
  return { ...content, blocks: [...content.blocks, note] };
}

/** The reference is there from the beginning, the number when Desk has given one; what is mailed later may know that alone. */
function aboutOf(mail: Mail): readonly string[] {
  const reference = 'reference' in mail ? [mail.reference] : [];
  return mail.ticketNumber ? [...reference, `#${mail.ticketNumber}`] : reference;
}

function compose(mail: Mail, settings: ComposeSettings): MailContent {
  switch (mail.template) {
    case 'ticket_confirmation':
      return confirmation(mail, settings);
    case 'team_notice':
      return teamNotice(mail);
    case 'agent_reply':
      return {
        subject: `New answer on your ticket #${mail.ticketNumber}`,
        heading: `${mail.author} answered`,
        blocks: [hello(mail.to.name), { kind: 'quote', text: mail.text }, contact(settings)],
      };
    case 'status_change':
      return {
        subject: `Your ticket #${mail.ticketNumber} is now ${mail.status}`,
        heading: `Ticket #${mail.ticketNumber}: ${mail.status}`,
        blocks: [
          hello(mail.to.name),
          paragraph(`The status of your ticket #${mail.ticketNumber} changed to "${mail.status}".`),
          contact(settings),
        ],
      };
    case 'approval_decided':
      return approvalDecided(mail, settings);
    case 'chat_update':
      return {
        subject: `News on your ${mail.ticketNumber ? `ticket #${mail.ticketNumber}` : `request ${mail.reference}`}`,
        heading: 'News on your request',
        blocks: [hello(mail.to.name), { kind: 'quote', text: mail.text }, contact(settings)],
      };
  }
}

const introductions: Readonly<Record<MailOf<'ticket_confirmation'>['outcome'], string>> = {
  ticket: 'Thank you for chatting with us. Your request is logged and our team has it.',
  resolved: 'Thank you for chatting with us. Good to hear that it works again; we keep this record of it.',
  awaiting_approval:
    'Thank you for chatting with us. Your request is logged and waits for the approval of your point of contact.',
  escalated: 'Thank you for chatting with us. Your request is logged and a colleague takes care of it.',
  abandoned: 'The chat ended before we were done. We logged what you told us, so that you need not repeat it.',
};

function confirmation(mail: MailOf<'ticket_confirmation'>, settings: ComposeSettings): MailContent {
  const number = mail.ticketNumber === null ? null : `#${mail.ticketNumber}`;
  const rows = [
    ...(number === null ? [] : [{ label: 'Ticket', value: number }]),
    { label: 'Reference', value: mail.reference },
    { label: 'About', value: mail.workflowName },
    ...(mail.expectedResolution === null || mail.outcome === 'resolved'
      ? []
      : [{ label: 'Expected resolution', value: mail.expectedResolution }]),
  ];
  return {
    subject: number === null ? `Your request ${mail.reference}` : `Ticket ${number}: ${mail.workflowName}`,
    heading: number === null ? 'We have your request' : `Your ticket is ${number}`,
    blocks: [
      hello(mail.to.name),
      paragraph(introductions[mail.outcome]),
      { kind: 'facts', rows },
      ...(mail.notes.length === 0 ? [] : [{ kind: 'list', items: mail.notes } as const]),
      ...(mail.ticketUrl === null ? [] : [button('Open the ticket', mail.ticketUrl)]),
      contact(settings),
    ],
  };
}

function teamNotice(mail: MailOf<'team_notice'>): MailContent {
  const number = mail.ticketNumber === null ? mail.reference : `#${mail.ticketNumber}`;
  const { customer } = mail;
  const proof = proofOf(mail);
  const rows = [
    { label: 'Customer', value: customer.name },
    { label: 'E-mail', value: customer.email ?? 'not given' },
    ...(customer.phone === null ? [] : [{ label: 'Phone', value: customer.phone }]),
    { label: 'Workflow', value: mail.workflowName },
    { label: 'Priority', value: mail.priority },
    { label: 'Team', value: mail.team },
    { label: 'Reference', value: mail.reference },
    ...(proof === null ? [] : [{ label: 'Identity', value: proof }]),
  ];
  return {
    subject: `[${mail.priority}] ${mail.workflowName} – ${customer.name} (${number})`,
    heading: `${mail.workflowName}: ${customer.name}`,
    blocks: [
      paragraph(`Action required: ${mail.actionRequired}`),
      { kind: 'facts', rows },
      ...(mail.collected.length === 0
        ? []
        : [paragraph('What the customer told us:'), { kind: 'facts', rows: mail.collected } as const]),
      ...(mail.ticketUrl === null ? [] : [button(`Open ticket ${number}`, mail.ticketUrl)]),
    ],
  };
}

/** Older callers say only whether a code was confirmed, which proves a mailbox. */
function proofOf({ proof, verified }: MailOf<'team_notice'>): IdentityProof | null {
  if (proof !== undefined) return proof;
  return verified === null ? null : verified ? 'mailbox only' : 'not verified';
}

function approvalDecided(mail: MailOf<'approval_decided'>, settings: ComposeSettings): MailContent {
  const word = mail.approved ? 'approved' : 'declined';
  const ticket = mail.ticketNumber === null ? mail.reference : `#${mail.ticketNumber}`;
  // Without the subject: it may hold words of whoever wrote in the chat, and this may be the mailbox of another.
  return {
    subject: `Your request ${ticket} was ${word}`,
    heading: `Your request was ${word}`,
    blocks: [
      hello(mail.to.name),
      paragraph(`Your point of contact ${word} your request ${ticket}.`),
      contact(settings),
    ],
  };
}

/**
 * The code's mail. It is composed and sent at once, never stored. It goes to whatever address a stranger names: no word of
 * hers is in it, and `name` is the directory's or null.
 */
export function composeCode(name: string | null, code: string, settings: ComposeSettings): MailContent {
  return {
    subject: `Your code for the chat with ${settings.companyName}`,
    heading: 'Your one-time code',
    blocks: [
      hello(name),
      paragraph(
        'Somebody, hopefully you, is asking our support chat for help with your account. To prove that it is you, type this code into the chat:',
      ),
      { kind: 'code', text: code },
      paragraph(
        'It is valid for 10 minutes. If you are not in a chat with us, ignore this mail and tell nobody the code.',
      ),
    ],
  };
}

const button = (label: string, url: string): Block => ({ kind: 'buttons', links: [{ label, url }] });

function contact(settings: ComposeSettings): Block {
  const phone = settings.supportPhone === null ? '' : ` or call ${settings.supportPhone}`;
  return paragraph(`Questions? Write to ${settings.supportEmail}${phone}.`);
}
