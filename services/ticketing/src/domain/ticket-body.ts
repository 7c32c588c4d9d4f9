import { cutAtWord, type DeskConfig, type TicketDraft } from '@acebuddy/contracts';
import type { NewTicket, StepPayload, TicketPatch } from '../ports.ts';
import { toHtml, toPlainText, toSingleLine } from './desk-text.ts';

/** Limits of zoho-desk.md §3.1, the stricter where sources differ. */
const subjectCharsMax = 255;
const descriptionCharsMax = 65_000;
const lastNameCharsMax = 200;
const customFieldCharsMax = 100;

export interface TicketBodyInput {
  readonly draft: TicketDraft;
  readonly reference: string;
  readonly config: DeskConfig;
  /** JSON pointers that Desk refused before: left out and named in the description. `*`: everything optional. */
  readonly dropped: readonly string[];
}

/** A draft in the portal's words, within Desk's limits, without what Desk refused. */
export function toNewTicket(input: TicketBodyInput): NewTicket {
  const { draft, config, dropped } = input;
  const email = isDropped(dropped, '/email') || isDropped(dropped, '/contact/email') ? undefined : draft.customer.email;
  const optional = keepAccepted(optionalFields(draft, config, email), dropped);
  return {
    subject: cutAtWord(toSingleLine(draft.subject) || 'Support request', subjectCharsMax),
    description: describe(input, email),
    contact: toContact(draft, config, email, dropped),
    ...optional,
    cf: keepCustomFields(customFields(input), dropped),
  };
}

type OptionalFields = Omit<NewTicket, 'subject' | 'description' | 'contact' | 'cf'>;

function optionalFields(draft: TicketDraft, config: DeskConfig, email: string | undefined): OptionalFields {
  const team = draft.team === undefined ? undefined : config.teams[draft.team];
  const fields: { [Key in keyof OptionalFields]: OptionalFields[Key] | undefined } = {
    email,
    phone: draft.customer.phone,
    status: config.status_names[draft.status] ?? draft.status,
    priority: config.priority_names[draft.priority] ?? draft.priority,
    channel: config.ticket_source ?? undefined,
    language: config.language,
    category: config.category,
    classification: config.classification,
    teamId: team?.team_id,
    assigneeId: config.default_assignee,
    dueDate: draft.dueAt,
  };
  return withoutUndefined(fields) as OptionalFields;
}

function withoutUndefined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function keepAccepted(fields: OptionalFields, dropped: readonly string[]): OptionalFields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !isDropped(dropped, `/${name}`)));
}

function keepCustomFields(fields: Record<string, string>, dropped: readonly string[]): Record<string, string> {
  if (isDropped(dropped, '/cf')) {
    return {};
  }
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !isDropped(dropped, `/cf/${name}`)));
}

export function isDropped(dropped: readonly string[], pointer: string): boolean {
  return dropped.includes('*') || dropped.includes(pointer);
}

function toContact(
  draft: TicketDraft,
  config: DeskConfig,
  email: string | undefined,
  dropped: readonly string[],
): NewTicket['contact'] {
  const lastName = cutAtWord(toSingleLine(draft.customer.name) || 'Unknown', lastNameCharsMax);
  if (email !== undefined) {
    return { lastName, email };
  }
  const placeholder = config.placeholder_contact_id;
  return placeholder === undefined || dropped.includes('/contactId') ? { lastName } : { id: placeholder };
}

function customFields({ draft, reference, config }: TicketBodyInput): Record<string, string> {
  const names = config.custom_fields;
  const facts: Fact[] = [
    [names.workflow_type, draft.workflowType],
    [names.automation_source, 'AceBuddy'],
    [names.salesiq_chat_id, draft.chatId],
    [names.salesiq_visitor_id, draft.visitorId],
    [names.reference, reference],
    [names.verified, draft.fields.verified],
    ...additionalFacts(draft.fields, config),
  ];
  return toCustomFields(facts);
}

type Fact = [name: string | null | undefined, value: string | undefined];

const additionalFacts = (fields: Readonly<Record<string, string>>, config: DeskConfig): Fact[] =>
  Object.entries(config.additional_fields).map(([ours, theirs]) => [theirs, fields[ours]]);

const toCustomFields = (facts: readonly Fact[]): Record<string, string> =>
  Object.fromEntries(
    facts.flatMap(([name, value]) =>
      name && value ? [[name, cutAtWord(toSingleLine(value), customFieldCharsMax)] as const] : [],
    ),
  );

/** What a ticket says of the request, anew, in the portal's words and within Desk's limits. */
export function toRevision(
  { reference, description, dueAt, fields }: Extract<StepPayload, { kind: 'revise' }>,
  config: DeskConfig,
): { readonly patch: TicketPatch & { readonly description: string } } {
  const cf = toCustomFields(additionalFacts(fields, config));
  return {
    patch: {
      description: withEnd(description, [referenceLine(reference)]),
      ...(dueAt === undefined ? {} : { dueDate: dueAt }),
      ...(Object.keys(cf).length === 0 ? {} : { cf }),
    },
  };
}

/** Ends in the reference, so that the ticket is found again even in a portal without the custom field. */
function describe({ draft, reference, dropped }: TicketBodyInput, email: string | undefined): string {
  const notes = [
    ...(email === undefined && draft.customer.email !== undefined ? [`E-mail: ${draft.customer.email}`] : []),
    ...(dropped.length === 0 ? [] : [`Desk did not take: ${dropped.map(toReadableField).join(', ')}.`]),
    referenceLine(reference),
  ];
  return withEnd(draft.description, notes);
}

const referenceLine = (reference: string): string => `Reference: ${reference}`;

function withEnd(description: string, notes: readonly string[]): string {
  const end = `<br><br>${notes.map(toHtml).join('<br>')}`;
  return `${cutHtml(toPlainText(description), descriptionCharsMax - end.length)}${end}`;
}

function toReadableField(pointer: string): string {
  return pointer === '*' ? 'the optional fields' : pointer.slice(1);
}

/** The longest beginning of the text that fits as HTML: escaping makes text longer by an unknown amount. */
function cutHtml(text: string, charsMax: number): string {
  const whole = toHtml(text);
  if (whole.length <= charsMax) {
    return whole;
  }
  let fits = 0;
  let tooLong = text.length;
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (toHtml(cutAtWord(text, middle)).length <= charsMax) {
      fits = middle;
    } else {
      tooLong = middle;
    }
  }
  return toHtml(cutAtWord(text, fits));
}
