import { type DeskConfig, type TicketRef, ticketIdSchema } from '@acebuddy/contracts';
import { DeskFailure, type DeskTicket, type SeenTicket, type Step, type StepPayload } from '../../ports.ts';
import { fieldsToDrop } from '../degrade.ts';
import type { Effect } from '../effect.ts';
import type { ProcessMemory } from '../process-memory.ts';
import type { WorkSettings } from '../settings.ts';
import { toNewTicket } from '../ticket-body.ts';
import { findCreatedTickets } from './find-created-ticket.ts';

interface Created {
  readonly ticket: TicketRef;
  readonly seen: SeenTicket;
  readonly duplicates: readonly string[];
  /** Found, not answered: people at the desk may have seen it before we did. */
  readonly adopted?: true;
}

export interface CreateEffectOptions {
  readonly step: Step;
  readonly payload: Extract<StepPayload, { kind: 'create' }>;
  readonly config: DeskConfig;
  readonly settings: WorkSettings;
  readonly memory: ProcessMemory;
  readonly now: () => Date;
}

const contactPointers = new Set(['/email', '/contact', '/contact/email']);

/** Makes the ticket; after a lost answer adopts the one that carries our reference. */
export function createTicketEffect(options: CreateEffectOptions): Effect<Created> {
  const { step, payload, config, settings, memory, now } = options;
  const { draft, reference } = payload;
  const dropped = [...new Set([...step.progress.dropped, ...memory.refused(now().getTime())])];
  const body = toNewTicket({ draft, reference, config, dropped });
  const wanted = {
    reference,
    subject: body.subject,
    email: draft.customer.email,
    referenceField: config.custom_fields.reference,
  };
  const { salesiq_chat_id: chatField } = config.custom_fields;
  const linked = {
    hasChat: draft.chatId !== undefined,
    carriesChat: chatField !== null && body.cf[chatField] !== undefined,
  };
  const explain = (error: unknown): never => {
    if (error instanceof DeskFailure && now().getTime() - step.createdAt < settings.contactPatienceMs)
      waitForContact(error, settings.contactEveryMs);
    return explainNotFound(error);
  };
  return {
    looks: settings.createLooks,
    perform: async (desk) => toCreated([await desk.createTicket(body).catch(explain)], linked),
    find: async (desk, search) => {
      const finding = await findCreatedTickets(desk, wanted, search, settings);
      if (finding.kind !== 'found') return finding;
      const { seen, ...created } = toCreated(finding.value, linked);
      // What we asked for was there first: another status is news.
      const asked = body.status === undefined ? seen : { ...seen, status: body.status, statusType: null };
      const isAsIs = asked.status === seen.status;
      return { kind: 'found', value: { ...created, seen: isAsIs ? seen : asked, adopted: true } };
    },
    observed: () => {
      const tickets = step.observations.filter((observation) => observation.kind === 'ticket');
      const [first, ...others] = tickets;
      if (first === undefined) return null;
      // The same ticket may have been observed twice.
      const ids = new Set(others.map(({ ticket }) => ticket.ticketId));
      ids.delete(first.ticket.ticketId);
      return { ticket: first.ticket, seen: first.seen, duplicates: [...ids] };
    },
    observation: ({ ticket, seen }) => ({ kind: 'ticket', ticket, seen }),
    degrade: (refused) => fieldsToDrop(body, refused, dropped),
    settle: ({ ticket, seen, duplicates, adopted }, progress, sends) => ({
      progress,
      result: {
        ticket,
        reference,
        seen,
        ...(adopted === undefined ? {} : { adopted }),
        ...(sends > 1 ? { resent: true } : {}),
        ...(dropped.length > 0 ? { dropped } : {}),
        ...(duplicates.length > 0 ? { duplicates } : {}),
      },
      more: false,
    }),
  };
}

/** A creation needs no record to exist: "not found" means that the address or the organisation is wrong. */
function explainNotFound(error: unknown): never {
  if (!(error instanceof DeskFailure) || error.kind !== 'not_found') throw error;
  throw new DeskFailure('misconfigured', error.message, { fields: error.fields, cause: error });
}

/** Desk has a contact with this address, and its search does not show it yet: a ticket without its contact can wait. */
function waitForContact(failure: DeskFailure, retryAfterMs: number): void {
  const { kind, fields } = failure;
  if (kind !== 'rejected' || !fields.some(({ pointer, type }) => type === 'duplicate' && contactPointers.has(pointer)))
    return;
  const message = 'Desk has a contact with this address that its search does not show yet';
  throw new DeskFailure('throttled', message, { retryAfterMs, fields, cause: failure.cause });
}

/** `hasChat`: the request came from one; `carriesChat`: its id went into a field that Desk took. */
function toCreated(
  [kept, ...others]: readonly DeskTicket[],
  { hasChat, carriesChat }: { readonly hasChat: boolean; readonly carriesChat: boolean },
): Created {
  if (kept === undefined) throw new TypeError('no ticket to keep');
  return {
    ticket: {
      ticketId: ticketIdSchema.parse(kept.id),
      ticketNumber: kept.ticketNumber,
      webUrl: kept.webUrl,
      contactLinked: kept.contactId !== null,
      ...(hasChat && { chatLinked: carriesChat }),
    },
    seen: {
      status: kept.status,
      statusType: kept.statusType,
      modifiedTime: kept.modifiedTime,
      createdTime: kept.createdTime,
    },
    duplicates: others.map((ticket) => ticket.id),
  };
}
