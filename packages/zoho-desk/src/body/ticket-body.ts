import type { NewTicket, TicketUpdate } from '../desk.ts';
import type { components } from '../generated/desk-openapi.ts';
import { cutAtGrapheme, cutText, stripMentions, toHtml, toSingleLine } from './text.ts';

export type TicketBody = components['schemas']['NewTicket'];
export type TicketChangeBody = components['schemas']['TicketChange'];

/** Limits of zoho-desk.md §3.1, the stricter where sources differ. */
const limits = {
  subject: 255,
  description: 65_535,
  firstName: 100,
  lastName: 200,
  contactEmail: 255,
  email: 150,
  phone: 120,
  customField: 100,
} as const;

/** A long description loses its middle: its end holds the reference by which the ticket is found again. */
const descriptionTailChars = 1_000;

export interface BodyOptions {
  readonly departmentId: string;
  /** Put the last word of a contact's `name` into `lastName` and the rest into `firstName`; off: all into `lastName`. */
  readonly splitNames: boolean;
}

/**
 * The body of `POST /tickets`, key by key: Desk refuses unknown ones (§3.1). Text that is too long is cut; addresses and
 * telephone numbers that are too long are left out, since half of one is another one.
 */
export function toTicketBody(ticket: NewTicket, options: BodyOptions): TicketBody {
  return withoutAbsent({
    subject: cutText(toSingleLine(stripMentions(ticket.subject)), limits.subject) || 'Support request',
    departmentId: options.departmentId,
    ...toContactKeys(ticket.contact, options.splitNames),
    description: toDescription(ticket.description),
    email: atMost(ticket.email, limits.email),
    phone: atMost(ticket.phone, limits.phone),
    status: ticket.status,
    priority: ticket.priority,
    channel: ticket.channel,
    language: ticket.language,
    category: ticket.category,
    classification: ticket.classification,
    assigneeId: ticket.assigneeId,
    teamId: ticket.teamId,
    dueDate: ticket.dueDate,
    cf: toCustomFields(ticket.cf),
  });
}

/** The body of `PATCH /tickets/{id}`. */
export function toTicketChangeBody(update: TicketUpdate): TicketChangeBody {
  return withoutAbsent({
    description: update.description === undefined ? undefined : toDescription(update.description),
    dueDate: update.dueDate,
    status: update.status,
    priority: update.priority,
    assigneeId: update.assigneeId,
    teamId: update.teamId,
    cf: toCustomFields(update.cf),
  });
}

type Present<T> = { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & {
  [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
};

function withoutAbsent<T extends object>(body: T): Present<T> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Present<T>;
}

function toContactKeys(contact: NewTicket['contact'], splitNames: boolean): Pick<TicketBody, 'contactId' | 'contact'> {
  if ('id' in contact) {
    return { contactId: contact.id };
  }
  const { firstName, lastName } = 'name' in contact ? splitName(contact.name, splitNames) : contact;
  return {
    contact: withoutAbsent({
      firstName: firstName === undefined ? undefined : cutText(toSingleLine(firstName), limits.firstName) || undefined,
      lastName: cutText(toSingleLine(stripMentions(lastName)), limits.lastName) || 'Unknown',
      email: atMost(contact.email, limits.contactEmail),
    }),
  };
}

function splitName(name: string, split: boolean): { readonly firstName?: string; readonly lastName: string } {
  const words = toSingleLine(name).split(' ');
  const lastName = words.at(-1);
  return split && words.length > 1 && lastName !== undefined
    ? { firstName: words.slice(0, -1).join(' '), lastName }
    : { lastName: name };
}

function atMost(text: string | undefined, charsMax: number): string | undefined {
  const trimmed = text?.trim();
  return trimmed === undefined || trimmed === '' || trimmed.length > charsMax ? undefined : trimmed;
}

function toCustomFields(cf: NewTicket['cf']): Record<string, string> | undefined {
  const filled = Object.entries(cf ?? {})
    .map(([name, value]) => [name, cutText(toSingleLine(value), limits.customField)] as const)
    .filter(([name, value]) => name.startsWith('cf_') && value !== '');
  return filled.length === 0 ? undefined : Object.fromEntries(filled);
}

function toDescription(description: NewTicket['description']): string {
  if ('html' in description) {
    return cutHtml(stripMentions(description.html));
  }
  const text = stripMentions(description.text);
  const whole = toHtml(text);
  if (whole.length <= limits.description) {
    return whole;
  }
  const end = `<br>…<br>${toHtml(text.slice(-descriptionTailChars))}`;
  return `${cutHtml(toHtml(cutAtGrapheme(text, limits.description)), limits.description - end.length)}${end}`;
}

/** Cut in front of a tag or entity that would be halved. */
function cutHtml(html: string, charsMax: number = limits.description): string {
  return html.length <= charsMax ? html : cutAtGrapheme(html, charsMax).replace(/[<&][^<>&;]*$/u, '');
}
