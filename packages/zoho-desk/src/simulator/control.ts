import type { Accounts } from './accounts.ts';
import type { FaultRule } from './faults/rules.ts';
import type { Switchboard } from './faults/switchboard.ts';
import { toTicket, type ViewContext } from './http/ticket-views.ts';
import { toAttachment, toCall, toComment, toContact } from './http/views.ts';
import type { Limits } from './limits.ts';
import type { SettingsChange, SimulatorSettings } from './options.ts';
import { humanAgent, type Portal } from './portal/portal.ts';
import type { TicketRecord } from './portal/records.ts';
import type { Stats } from './stats.ts';
import type { Webhooks } from './webhooks.ts';

export interface ControlDeps {
  readonly portal: Portal;
  readonly accounts: Accounts;
  readonly limits: Limits;
  readonly stats: Stats;
  readonly faults: Switchboard;
  readonly webhooks: Webhooks;
  readonly context: () => ViewContext;
  readonly settings: () => SimulatorSettings;
  readonly changeSettings: (change: Partial<SimulatorSettings>) => void;
  readonly now: () => number;
  readonly advance: (ms: number) => number;
}

export type SimulatorControl = ReturnType<typeof createControl>;

/** Hands on the simulator, for tests in the same process and behind `/_simulator` for others. */
export function createControl(deps: ControlDeps) {
  const { portal, accounts, limits, stats, faults, webhooks } = deps;

  function showTicket(ticket: TicketRecord) {
    const context = deps.context();
    const contact = portal.contact(ticket.contactId);
    return {
      ...toTicket(context, ticket),
      version: portal.versionOf(ticket.id),
      contact: contact === undefined ? null : toContact(context, contact),
      tags: ticket.tags,
      comments: portal.comments(ticket.id).map((comment) => toComment(context, comment)),
      attachments: portal.attachments(ticket.id).map((attachment) => toAttachment(context, attachment)),
      calls: portal.calls(ticket.id).map((call) => toCall(context, call)),
    };
  }

  function findTicket(ticketId: string): TicketRecord {
    const ticket = portal.ticket(ticketId) ?? portal.tickets().find((one) => `#${one.ticketNumber}` === ticketId);
    if (ticket === undefined) {
      throw new Error('there is no such ticket');
    }
    return ticket;
  }

  return {
    faults,
    webhooks,
    settings: deps.settings,
    changeSettings: (change: SettingsChange) => {
      // Values that a caller left out must not overwrite settings with undefined.
      deps.changeSettings(Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)));
      return deps.settings();
    },
    /** Moves the simulator's clock forward; returns its new time. */
    advance: deps.advance,
    addFault: (rule: FaultRule) => faults.add(rule),

    /**
     * Tickets that changed after version `since`, newest first, with everything that belongs to them. Ask again with the
     * returned `version` to learn only what is new.
     */
    state: ({ since = 0, limit = 50 }: { readonly since?: number; readonly limit?: number } = {}) => {
      const changed =
        since >= portal.version() ? [] : portal.tickets().filter((one) => portal.versionOf(one.id) > since);
      return {
        simulated: true,
        version: portal.version(),
        now: new Date(deps.now()).toISOString(),
        portal: {
          orgId: portal.orgId,
          orgName: portal.orgName,
          departmentId: portal.departmentId,
          departmentName: portal.departmentName,
          ticketCount: portal.tickets().length,
        },
        tickets: changed.toReversed().slice(0, Math.max(1, limit)).map(showTicket),
      };
    },
    ticket: (ticketId: string) => {
      const ticket = portal.ticket(ticketId);
      return ticket === undefined ? null : showTicket(ticket);
    },
    /** All tickets, oldest first: for checkers. */
    tickets: () => portal.tickets().map(showTicket),
    contacts: () => portal.contacts().map((contact) => toContact(deps.context(), contact)),

    stats: () => ({
      calls: stats.calls(),
      ...limits.stats(),
      creditsRemaining: limits.remaining(),
      tokenRefreshes: accounts.refreshTimes().map((at) => new Date(at).toISOString()),
      /** Refreshes that were refused with "Access Denied". */
      tokensDenied: accounts.denials(),
      faultsInjected: faults.injected(),
    }),
    resetStats: () => {
      stats.reset();
      limits.resetCounts();
      faults.resetCounts();
    },
    /** A code as the API console makes one; by itself with the scopes that this simulator gives out. */
    issueGrantCode: accounts.issueGrantCode,
    revokeTokens: (what: { readonly accessTokens: boolean; readonly refreshToken: boolean }) => {
      if (what.accessTokens) {
        accounts.revokeAll();
      }
      accounts.revokeRefreshToken(what.refreshToken);
    },

    /** A human agent of the portal writes. Throws when there is no such ticket. */
    agentComments: (ticketId: string, text: string, isPublic: boolean) => {
      const ticket = findTicket(ticketId);
      const comment = portal.addComment({
        ticketId: ticket.id,
        content: text,
        contentType: 'plainText',
        isPublic,
        commenterId: humanAgent.id,
      });
      return toComment(deps.context(), comment);
    },
    /** A human agent changes the status. Throws when there is no such ticket. */
    agentSetsStatus: (ticketId: string, status: string) =>
      toTicket(deps.context(), portal.changeTicket(findTicket(ticketId), { status })),
    setWebhookMode: async (mode: {
      readonly repeat?: number | undefined;
      readonly hold?: boolean | undefined;
      readonly release?: 'kept' | 'reversed' | undefined;
      readonly redeliver?: number | undefined;
    }) => {
      if (mode.repeat !== undefined) {
        webhooks.setRepeat(mode.repeat);
      }
      if (mode.hold) {
        webhooks.hold();
      }
      if (mode.release !== undefined) {
        await webhooks.release(mode.release);
      }
      if (mode.redeliver !== undefined) {
        await webhooks.redeliver(mode.redeliver);
      }
    },
  };
}
