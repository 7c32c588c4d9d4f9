import { type Clock, systemClock } from './clock.ts';
import { createCreditMeter } from './credits.ts';
import type { Desk } from './desk.ts';
import { createHealth } from './health.ts';
import { createLimiter } from './limiter.ts';
import type { TokenSource } from './oauth/token-source.ts';
import { createAttachmentOperations } from './operations/attachments.ts';
import { createCallOperations } from './operations/calls.ts';
import { createCommentOperations } from './operations/comments.ts';
import { createContactOperations } from './operations/contacts.ts';
import { createSetupOperations } from './operations/setup.ts';
import { createTagOperations } from './operations/tags.ts';
import { createTicketListOperations } from './operations/ticket-lists.ts';
import { createTicketOperations } from './operations/tickets.ts';
import { createCaller } from './transport/caller.ts';
import type { CallReport } from './transport/sender.ts';

export interface DeskClientOptions {
  /** Origin of Desk, for example `https://desk.zoho.com`; requests go nowhere else. */
  readonly origin: string;
  /** Desk's organisation id: digits. */
  readonly orgId: string;
  readonly departmentId: string;
  readonly tokens: TokenSource;
  /** API name of the custom field with our reference; null: it stands in the description only. */
  readonly referenceField?: string | null;
  /** Put first names into `firstName`, which not every portal takes (zoho-desk.md §3.1). Default: all in `lastName`. */
  readonly splitNames?: boolean;
  /** Calls at once from this process, all purposes together. Default 4: safe for every edition (§7). */
  readonly concurrency?: number;
  /** Largest answer that is read. Default 5 MiB. */
  readonly bodyBytesMax?: number;
  readonly creditsAlarmBelow?: number;
  readonly onCreditsLow?: (remaining: number) => void;
  /** Once per HTTP request, for metrics and traces. */
  readonly onCall?: (report: CallReport) => void;
  readonly clock?: Clock;
  readonly fetch?: typeof fetch;
  readonly random?: () => number;
}

/** Zoho Desk over HTTP. Throws a `TypeError` at once when an id is not made of digits: Desk answers such ids with 500. */
export function createDeskClient(options: DeskClientOptions): Desk {
  assertDigits(options.orgId, 'ZOHO_DESK_ORG_ID');
  assertDigits(options.departmentId, 'ZOHO_DESK_DEPARTMENT_ID');
  const clock = options.clock ?? systemClock;
  const concurrency = options.concurrency ?? 4;
  const limiter = createLimiter({ concurrency, clock });
  const health = createHealth(clock);
  const credits = createCreditMeter({
    clock,
    alarmBelow: options.creditsAlarmBelow,
    onBudgetLow: options.onCreditsLow,
  });
  const caller = createCaller({
    origin: new URL(options.origin).origin,
    orgId: options.orgId,
    tokens: options.tokens,
    limiter,
    credits,
    health,
    clock,
    fetch: options.fetch ?? fetch,
    random: options.random ?? Math.random,
    bodyBytesMax: options.bodyBytesMax ?? 5 * 1024 * 1024,
    onCall: options.onCall,
  });
  const context = {
    caller,
    clock,
    departmentId: options.departmentId,
    referenceField: options.referenceField ?? null,
    splitNames: options.splitNames ?? false,
    orgId: options.orgId,
    tokens: options.tokens,
  };
  const contacts = createContactOperations(context);
  const tickets = createTicketOperations(context, contacts);
  const lists = createTicketListOperations(context, contacts);
  const setup = createSetupOperations(context);
  return {
    ...contacts,
    ...tickets,
    ...lists,
    ...setup,
    ...createCommentOperations(context, setup),
    ...createTagOperations(context),
    ...createCallOperations(context, tickets),
    ...createAttachmentOperations(context),
    usage: () => ({
      ...credits.stats(),
      ...limiter.stats(),
      ...health.stats(),
      concurrency,
      pausedUntil: credits.pausedUntil(),
    }),
  };
}

function assertDigits(id: string, variable: string): void {
  if (!/^\d{1,19}$/.test(id)) {
    throw new TypeError(`${variable} must be digits`);
  }
}
