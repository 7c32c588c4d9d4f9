import type { DeskConfig } from '@acebuddy/contracts';
import {
  attachmentName,
  type CallReport,
  type Desk,
  type DeskResult,
  type Ticket,
  type CallOptions as ZohoCallOptions,
  type DeskFailure as ZohoFailure,
} from '@acebuddy/zoho-desk';
import {
  type CallOptions,
  DeskFailure,
  type DeskFailureKind,
  type DeskTicket,
  type RecordedCall,
  type TicketDesk,
  type TimeWindow,
} from '../ports.ts';

const kinds = {
  rejected: 'rejected',
  auth: 'misconfigured',
  misconfigured: 'misconfigured',
  not_found: 'not_found',
  throttled: 'throttled',
  exhausted: 'throttled',
  unavailable: 'not_sent',
  unknown_outcome: 'unknown',
} as const satisfies Record<ZohoFailure['kind'], DeskFailureKind>;

const outcomes = {
  ok: 'ok',
  rejected: 'refused',
  auth: 'refused',
  misconfigured: 'refused',
  not_found: 'refused',
  throttled: 'limited',
  exhausted: 'limited',
  unavailable: 'failed',
  unknown_outcome: 'failed',
} as const satisfies Record<CallReport['outcome'], RecordedCall['outcome']>;

export interface ZohoTicketDeskOptions {
  readonly desk: Desk;
  readonly config: DeskConfig;
  readonly simulated: boolean;
  /** Below this many credits left today, polling stops. */
  readonly creditsReserved: number;
}

/** Zoho Desk behind ticketing's own port: outcomes that are values there are results or `DeskFailure` here. */
export function createZohoTicketDesk(options: ZohoTicketDeskOptions): TicketDesk {
  const { desk, config, simulated, creditsReserved } = options;
  return {
    simulated,
    hasSpareCredits: () => (desk.usage().creditsRemaining ?? creditsReserved) >= creditsReserved,
    state: () => {
      const { tokenOk, creditsRemaining, pausedUntil, concurrency, silence } = desk.usage();
      return {
        tokenOk,
        creditsLeft: creditsRemaining,
        creditsAlarm: creditsReserved,
        pausedUntil,
        concurrency,
        silence,
      };
    },
    createTicket: async ({ description, ...ticket }, options) =>
      toTicket(take(await desk.createTicket({ ...ticket, description: { html: description } }, seen(options)))),
    getTicket: async (id, options) => orNull(await desk.getTicket(id, seen(options))),
    getTicketByNumber: async (number, options) => {
      const found = take(await desk.findByNumber(number, seen(options)));
      return found === null ? null : orNull(await desk.getTicket(found.id, seen(options)));
    },
    updateTicket: async (id, { description, ...change }, options) => {
      const told = description === undefined ? {} : { description: { html: description } };
      take(await desk.updateTicket(id, { ...change, ...told }, seen(options)));
    },
    searchReference: async (reference, options) =>
      toSighting(take(await desk.searchReference(reference, seen(options)))),
    listCreatedIn: async (window, options) =>
      toSighting(take(await desk.listCreatedIn(toInstants(window), inAll(options)))),
    listOfContact: async (email, window, options) =>
      toSighting(take(await desk.listOfContact(email, toInstants(window), inAll(options)))),
    listModifiedSince: async (since, options) =>
      toSighting(take(await desk.listRecentlyModified(since.toISOString(), inAll(options)))),
    addComment: async (ticketId, content, isPublic, options) =>
      take(await desk.createComment(ticketId, { content, isPublic }, seen(options))),
    listComments: async (ticketId, since, options) =>
      take(await desk.listComments(ticketId, since?.toISOString() ?? null, inAll(options))),
    addTags: async (ticketId, tags, options) => {
      take(await desk.associateTags(ticketId, tags, seen(options)));
    },
    listTags: async (ticketId, options) => take(await desk.listTags(ticketId, seen(options))),
    addCall: async (ticketId, call, options) => take(await desk.createCall(ticketId, call, seen(options))).id,
    listCalls: async (ticketId, options) => take(await desk.listCalls(ticketId, seen(options))),
    attach: async (ticketId, file, options) => take(await desk.uploadAttachment(ticketId, file, seen(options))).id,
    listAttachments: async (ticketId, name, options) =>
      take(await desk.listAttachments(ticketId, seen(options))).filter((file) => file.name === attachmentName(name)),
    findContact: async (email, options) => take(await desk.findContactByEmail(email, seen(options))),
    check: async (options) => {
      const { org, department, problems } = await desk.checkSetup(toExpectation(config), seen(options));
      return { ok: problems.length === 0, simulated, org, department, problems: [...problems] };
    },
  };
}

function seen({ onCall, ...options }: CallOptions): ZohoCallOptions {
  return onCall === undefined ? options : { ...options, onCall: (report) => onCall(toRecord(report)) };
}

/** Lists are read page by page, each with a time of its own: all pages together must fit into the lease too. */
function inAll(options: CallOptions): ZohoCallOptions {
  return { ...seen(options), signal: AbortSignal.timeout(options.timeoutMs) };
}

function toRecord({ startedAt, method, path, durationMs, status, outcome }: CallReport): RecordedCall {
  const known = outcomes[outcome];
  return {
    at: startedAt,
    method,
    path,
    ms: Math.max(0, Math.round(durationMs)),
    status,
    outcome: known === 'failed' && status === null ? 'no_answer' : known,
  };
}

function toInstants({ since, until }: TimeWindow) {
  return { since: since.toISOString(), until: until.toISOString() };
}

function take<T>(result: DeskResult<T>): T {
  if (result.ok) return result.value;
  const { kind, message, fields, retryAfterMs, code, status, created } = result.failure;
  // Whatever kind it is (a redirect from something in between): what may have been done must be looked for.
  throw new DeskFailure(created === 'unknown' ? 'unknown' : kinds[kind], message, {
    fields,
    cause: { code, status },
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  });
}

function orNull(result: DeskResult<Ticket>): DeskTicket | null {
  if (!result.ok && result.failure.kind === 'not_found') return null;
  return toTicket(take(result));
}

function toTicket(ticket: Ticket): DeskTicket {
  return { ...ticket, customFields: { ...ticket.customFields } };
}

function toSighting(sighting: { readonly tickets: readonly Ticket[]; readonly complete: boolean }) {
  return { tickets: sighting.tickets.map(toTicket), conclusive: sighting.complete };
}

/** What a portal must have for what the operator's file says. */
export function toExpectation(config: DeskConfig) {
  const names = [...Object.values(config.custom_fields), ...Object.values(config.additional_fields)];
  const defaultPriorities = ['Low', 'Medium', 'High'] as const;
  return {
    customFields: names.filter((name) => name !== null),
    priorities: defaultPriorities.map((priority) => config.priority_names[priority] ?? priority),
    statuses: (['Open', 'Closed'] as const).map((status) => config.status_names[status] ?? status),
    ...(config.ticket_source === null ? {} : { channel: config.ticket_source }),
  };
}
