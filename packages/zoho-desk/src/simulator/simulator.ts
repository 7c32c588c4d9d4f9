import { AsyncLocalStorage } from 'node:async_hooks';
import Fastify, { type FastifyInstance } from 'fastify';
import { createAccounts } from './accounts.ts';
import { createControl, type SimulatorControl } from './control.ts';
import { createSwitchboard } from './faults/switchboard.ts';
import { registerAccounts } from './http/accounts-server.ts';
import { type Answer, errors } from './http/answer.ts';
import { registerControl } from './http/control-server.ts';
import { isDeskPath, registerDesk } from './http/desk-server.ts';
import { toTicket, type ViewContext } from './http/ticket-views.ts';
import { toComment, toContact } from './http/views.ts';
import { createLimits } from './limits.ts';
import {
  type SimulatorCredentials,
  type SimulatorOptions,
  type SimulatorSettings,
  settingsDefault,
} from './options.ts';
import { createPortal, type PortalEvent } from './portal/portal.ts';
import { createStats } from './stats.ts';
import { createWebhooks } from './webhooks.ts';

/** 20 MB of attachment and the form around it (zoho-desk.md §3.7). */
const bodyBytesMax = 20 * 1024 * 1024 + 64 * 1024;

export interface DeskSimulator extends SimulatorControl {
  /** Accounts server, Desk and control routes on one origin; `inject` it or `listen`. */
  readonly app: FastifyInstance;
  readonly orgId: string;
  readonly departmentId: string;
  readonly credentials: SimulatorCredentials;
  /** Starts serving and resolves to the origin, for `ZOHO_DESK_URL` and `ZOHO_ACCOUNTS_URL` alike. */
  listen(options?: { readonly host?: string; readonly port?: number }): Promise<string>;
  close(): Promise<void>;
}

/**
 * A Zoho that behaves as our notes say (docs/vendor/zoho-desk.md): token endpoint, Desk's REST API with its strict bodies, limits and lagging
 * search, event webhooks, and faults on demand. See README.md for what it leaves out.
 */
export function createDeskSimulator(options: SimulatorOptions = {}): DeskSimulator {
  const baseNow = options.now ?? Date.now;
  let offsetMs = 0;
  const now = () => baseNow() + offsetMs;
  let settings: SimulatorSettings = { ...settingsDefault, ...options.settings };
  let origin = 'http://simulator.invalid';
  const faults = createSwitchboard(options.random ?? Math.random);
  const current = () => settings;
  const portal = createPortal(options, indexSettings, now);
  const accounts = createAccounts({ ...options, settings: current, now });
  const limits = createLimits(current, now);
  const stats = createStats();
  const source = new AsyncLocalStorage<string | null>();
  const ticketUrl = options.ticketUrl ?? ((ticketId: string) => `${origin}/_simulator/tickets/${ticketId}`);
  const context = (): ViewContext => ({ portal, origin, ticketUrl });
  const webhooks = createWebhooks({
    orgId: portal.orgId,
    now,
    fetch,
    toPayload: (event) => toPayload(context(), event),
  });
  portal.onEvent((event) => webhooks.emit(event, source.getStore() ?? null));

  /** While an `index_lag` rule lives the index shows nothing new. */
  function indexSettings(): SimulatorSettings {
    return faults.isIndexStopped() ? { ...settings, indexLagMs: Number.MAX_SAFE_INTEGER } : settings;
  }

  const control = createControl({
    portal,
    accounts,
    limits,
    stats,
    faults,
    webhooks,
    context,
    settings: current,
    changeSettings: (change) => {
      settings = { ...settings, ...change };
    },
    now,
    advance: (ms) => {
      offsetMs += ms;
      return now();
    },
  });

  const app = Fastify({ bodyLimit: bodyBytesMax, forceCloseConnections: true, exposeHeadRoutes: false });
  acceptAnyBody(app);
  registerAccounts(app, { accounts, faults, stats });
  registerDesk(app, {
    accounts,
    limits,
    stats,
    faults,
    settings: current,
    context,
    withSource: (sourceId, effect) => source.run(sourceId, effect),
  });
  registerControl(app, control);
  app.get('/.well-known/jwks.json', () => webhooks.jwks());
  app.addHook('onClose', () => portal.close());

  return {
    ...control,
    app,
    orgId: portal.orgId,
    departmentId: portal.departmentId,
    credentials: accounts.credentials,
    listen: async ({ host = '127.0.0.1', port = 0 } = {}) => {
      origin = await app.listen({ host, port });
      return origin;
    },
    close: () => app.close(),
  };
}

/** Bodies stay bytes until a route reads them, and Fastify's own errors become Desk's. */
function acceptAnyBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const { status, body }: Answer = isDeskPath(path) ? errors.method() : errors.notFound();
    return reply.code(status).send(body);
  });
  app.setErrorHandler((error, _request, reply) => {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'FST_ERR_CTP_BODY_TOO_LARGE';
    const { status, body } = tooLarge ? errors.tooLarge() : errors.internal();
    return reply.code(status).send(body);
  });
}

/** The resource much as the API shows it; comments name their ticket (zoho-desk.md §9.2). */
function toPayload(context: ViewContext, event: PortalEvent) {
  const prevState = event.before === null ? null : toTicket(context, event.before);
  if (event.comment !== null) {
    return { payload: { ...toComment(context, event.comment), ticketId: event.comment.ticketId }, prevState };
  }
  if (event.contact !== null) {
    return { payload: toContact(context, event.contact), prevState };
  }
  return { payload: event.ticket === null ? {} : toTicket(context, event.ticket), prevState };
}
