import type { KeyObject } from 'node:crypto';
import type { Logger, Metrics } from '@acebuddy/service-kit';
import type { AccessTable } from './access/access-table.ts';
import type { ApiKey } from './access/api-keys.ts';
import type { GatewayApp } from './http/gateway-app.ts';
import type { ConversationClient, DeskVerifier, Keeps, NotificationsClient, TicketingClient } from './ports.ts';

/** Most requests in one minute. Numbers are per process; several gateways allow their sum. */
export interface LimitSettings {
  readonly perVisitor: number;
  /** Callers that did not authenticate, by address (IPv6: by /64). Addresses of this machine are exempt. */
  readonly perAddress: number;
  readonly total: number;
}

interface SalesiqSettings {
  /** Not empty: every call of the webhook must be signed by one of them, or carry an `agent` key. */
  readonly signatureKeys: readonly KeyObject[];
  /** Department for hand-overs whose reply names none. */
  readonly forwardDepartment: string | undefined;
  readonly strictLength: boolean;
  readonly silentTurn: 'acknowledge' | 'empty';
  /** Callbacks can be sent, so a slow turn is answered with `pending` instead of an apology. */
  readonly callbacks: boolean;
}

/** More routes on the same app, for example the playground of the standalone program. */
export interface ExtraRoutes {
  readonly access: AccessTable;
  register(app: GatewayApp): void | Promise<void>;
}

/** Everything the gateway needs. It reads no environment and opens no port. */
export interface GatewayDeps {
  readonly conversation: ConversationClient;
  readonly ticketing: TicketingClient;
  readonly notifications: NotificationsClient;
  /** Undefined: deliveries of Desk are refused, polling alone brings its news. */
  readonly deskVerifier: DeskVerifier | undefined;
  /** Null: events that the conversation service cannot take yet, and turns to end, are in memory only. */
  readonly keeps: Keeps | null;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Address that the server is bound to. */
  readonly bindHost: string;
  /** Addresses or networks of proxies whose `X-Forwarded-For` is believed; true: whoever connects is one. */
  readonly trustProxy: boolean | readonly string[];
  /** Empty: REST is served on this machine's own addresses only. */
  readonly apiKeys: readonly ApiKey[];
  readonly salesiq: SalesiqSettings;
  readonly limits: LimitSettings;
  /** How customers reach people when the bot cannot answer. */
  readonly contact: { readonly email: string | undefined; readonly phone: string | undefined };
  /** Milliseconds from the receipt of a webhook to its answer, at the latest (architecture.md, P3: 4,000). */
  readonly replyBudgetMs: number;
  readonly extraRoutes?: readonly ExtraRoutes[];
}
