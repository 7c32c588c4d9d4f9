import type { KeyObject } from 'node:crypto';
import type { StandingChecks } from '@acebuddy/checks';
import type { Redactor } from '@acebuddy/redaction';
import type { HealthChecks, Logger, Metrics, ShownSetting } from '@acebuddy/service-kit';
import type { AccessTable } from './access/access-table.ts';
import type { ApiKey } from './access/api-keys.ts';
import type { GatewayApp } from './http/gateway-app.ts';
import type {
  ConversationClient,
  DeskVerifier,
  Keeps,
  LoginCodes,
  NotificationsClient,
  TicketingClient,
} from './ports.ts';

/** Most requests and characters in one minute. Numbers are per process; several gateways allow their sum. */
export interface LimitSettings {
  readonly perVisitor: number;
  /** Callers that did not authenticate, by address (IPv6: by /64). Without keys and proxies this machine is exempt. */
  readonly perAddress: number;
  readonly total: number;
  /** Characters that one visitor writes. */
  readonly perVisitorChars: number;
  /** Characters that callers write who did not authenticate, by address. */
  readonly perAddressChars: number;
  readonly totalChars: number;
}

interface SalesiqSettings {
  /** A call of the webhook must be signed by one of them, or carry an `agent` key, unless unsigned chats are allowed. */
  readonly signatureKeys: readonly KeyObject[];
  /** Department for hand-overs whose reply names none. */
  readonly forwardDepartment: string | undefined;
  readonly strictLength: boolean;
  readonly silentTurn: 'acknowledge' | 'empty';
  /** Callbacks can be sent, so a slow turn is answered with `pending` instead of an apology. */
  readonly callbacks: boolean;
}

/** Which doors stand open without a proof, and what we are called from outside. */
export interface Doors {
  /** Zoho is a simulated one: the chat webhook, `/zoho/*`, `/salesiq/session/*` and the playground answer without a key. */
  readonly simulated: boolean;
  /** Unsigned chats are taken although Zoho is real; for trying out, on this machine's own addresses. */
  readonly allowUnsigned: boolean;
  /** The only key is that of this machine: the operator has configured none. */
  readonly onlyLocalKey: boolean;
  /** Origin under which browsers know us; undefined: the address they call. */
  readonly publicUrl: string | undefined;
}

/** A setting without which the product runs and is not ready. */
export interface Shortcoming {
  /** Its name in `/ready`. */
  readonly check: string;
  /** A sentence that names the variable. */
  readonly what: string;
  /** Where to find what belongs there. */
  readonly mend: string;
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
  /** Takes secrets out of what may be long. Closed by whoever made it. */
  readonly redaction: Pick<Redactor, 'prepare'>;
  /** What `/ready` looks at beside the services, by name. */
  readonly checks?: HealthChecks;
  /** Aborted: this replica is to stop. `/ready` says so, and every answer ends its connection. */
  readonly draining?: AbortSignal;
  /** What is looked at from time to time: said by `/ready` and the console, and no reason to take no chats. */
  readonly standing?: StandingChecks;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Address that the server is bound to. */
  readonly bindHost: string;
  /** Proxies in front: how many, or their addresses and networks. Only what they add to `X-Forwarded-For` is believed. */
  readonly trustProxy: false | number | readonly string[];
  readonly apiKeys: readonly ApiKey[];
  readonly doors: Doors;
  readonly shortcomings: readonly Shortcoming[];
  /** Signs the sessions of people; at least 32 bytes. */
  readonly sessionSecret: Uint8Array;
  /** Null: people sign in with a key only. */
  readonly loginCodes: LoginCodes | null;
  readonly salesiq: SalesiqSettings;
  readonly limits: LimitSettings;
  /** How customers reach people when the bot cannot answer. */
  readonly contact: { readonly email: string | undefined; readonly phone: string | undefined };
  /** Milliseconds from the receipt of a webhook to its answer, at the latest (promises.md, P3: 4,000). */
  readonly replyBudgetMs: number;
  /** What is effective, by variable name, for the console; secrets only as set or not. */
  readonly shownSettings: readonly ShownSetting[];
  /** Folder of the built console; it may come and go while the gateway runs. */
  readonly consoleFolder: string;
  readonly extraRoutes?: readonly ExtraRoutes[];
}
