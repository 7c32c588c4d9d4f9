import { type IdentityProof, type Mail, standardStatusOf } from '@acebuddy/contracts';
import type { Block, MailContent } from './blocks.ts';
import type { MailLook } from './mail-look.ts';
import { hello, paragraph, type Say, textsIn } from './phrases.ts';

type MailOf<T extends Mail['template']> = Extract<Mail, { template: T }>;

export interface ComposeSettings extends MailLook {
  readonly supportEmail: string;
  readonly supportPhone: string | null;
  /** The tickets come from the simulator and exist nowhere else. */
  readonly simulated: boolean;
  /** IANA zone of the times in mails and on pages. @default UTC */
  readonly timeZone?: string | undefined;
}

/** Words of every mail, in its reader's language; the team's in English. Pure; escaping is the renderer's. */
export function composeMail(mail: Mail, settings: ComposeSettings): MailContent {
  const say = textsIn('language' in mail ? mail.language : undefined);
  const content = { language: say.language, ...compose(mail, say, settings), about: aboutOf(mail) };
  if (!settings.simulated) return content;
  return { ...content, blocks: [...content.blocks, paragraph(say('simulation'))] };
}

/** The reference is there from the beginning, the number when Desk has given one; what is mailed later may know that alone. */
function aboutOf(mail: Mail): readonly string[] {
  const reference = 'reference' in mail ? [mail.reference] : [];
  return mail.ticketNumber ? [...reference, `#${mail.ticketNumber}`] : reference;
}

function compose(mail: Mail, say: Say, settings: ComposeSettings): MailContent {
  switch (mail.template) {
    case 'ticket_confirmation':
      return confirmation(mail, say, settings);
    case 'team_notice':
      return teamNotice(mail);
    case 'agent_reply':
      return {
        subject: say('reply.subject', { number: mail.ticketNumber }),
        heading: say('reply.heading', { author: mail.author }),
        blocks: [hello(say, mail.to.name), { kind: 'quote', text: mail.text }, contact(say, settings)],
      };
    case 'status_change':
      return statusChange(mail, say, settings);
    case 'approval_decided':
      return approvalDecided(mail, say, settings);
    case 'chat_update':
      return {
        subject: mail.ticketNumber
          ? say('update.subject_number', { number: mail.ticketNumber })
          : say('update.subject_reference', { reference: mail.reference }),
        heading: say('update.heading'),
        blocks: [hello(say, mail.to.name), { kind: 'quote', text: mail.text }, contact(say, settings)],
      };
  }
}

function confirmation(mail: MailOf<'ticket_confirmation'>, say: Say, settings: ComposeSettings): MailContent {
  const number = mail.ticketNumber === null ? null : `#${mail.ticketNumber}`;
  const { reference, workflowName: workflow } = mail;
  const rows = [
    ...(number === null ? [] : [{ label: say('fact.ticket'), value: number }]),
    { label: say('fact.reference'), value: reference },
    { label: say('fact.about'), value: workflow },
    ...(mail.expectedResolution === null || mail.outcome === 'resolved'
      ? []
      : [{ label: say('fact.expected'), value: mail.expectedResolution }]),
  ];
  return {
    subject:
      number === null
        ? say('confirmation.subject_reference', { reference })
        : say('confirmation.subject_number', { number, workflow }),
    heading: number === null ? say('confirmation.heading_reference') : say('confirmation.heading_number', { number }),
    blocks: [
      hello(say, mail.to.name),
      paragraph(say(`confirmation.${mail.outcome}`)),
      { kind: 'facts', rows },
      ...(mail.notes.length === 0 ? [] : [{ kind: 'list', items: mail.notes } as const]),
      ...(mail.ticketUrl === null ? [] : [button(say('confirmation.open_ticket'), mail.ticketUrl)]),
      contact(say, settings),
    ],
  };
}

function statusChange(mail: MailOf<'status_change'>, say: Say, settings: ComposeSettings): MailContent {
  const { ticketNumber: number } = mail;
  const known = standardStatusOf(mail.status);
  const status = known === null ? mail.status : say(`desk_status.${known}`);
  return {
    subject: say('status.subject', { number, status }),
    heading: say('status.heading', { number, status }),
    blocks: [hello(say, mail.to.name), paragraph(say('status.text', { number, status })), contact(say, settings)],
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

function approvalDecided(mail: MailOf<'approval_decided'>, say: Say, settings: ComposeSettings): MailContent {
  const { approved } = mail;
  const ticket = mail.ticketNumber === null ? mail.reference : `#${mail.ticketNumber}`;
  // Without the subject: it may hold words of whoever wrote in the chat, and this may be the mailbox of another.
  return {
    subject: say('decided.subject', { ticket, approved }),
    heading: say('decided.heading', { approved }),
    blocks: [hello(say, mail.to.name), paragraph(say('decided.text', { ticket, approved })), contact(say, settings)],
  };
}

/**
 * The code's mail. It is composed and sent at once, never stored. It goes to whatever address a stranger names: no word of
 * hers is in it, and `name` is the directory's or null.
 * @param language BCP 47, of the chat. @default en
 */
export function composeCode(
  name: string | null,
  code: string,
  settings: ComposeSettings,
  language?: string,
): MailContent {
  const say = textsIn(language);
  return {
    language: say.language,
    subject: say('code.subject', { company: settings.companyName }),
    heading: say('code.heading'),
    blocks: [hello(say, name), paragraph(say('code.why')), { kind: 'code', text: code }, paragraph(say('code.valid'))],
  };
}

const button = (label: string, url: string): Block => ({ kind: 'buttons', links: [{ label, url }] });

function contact(say: Say, { supportEmail: email, supportPhone: phone }: ComposeSettings): Block {
  return paragraph(say('contact', { email, callable: phone !== null, phone: phone ?? '' }));
}
