import { redactId } from '@acebuddy/redaction';
import { createTicker, measureLostLines, scopeFromHeaders } from '@acebuddy/service-kit';
import cookie from '@fastify/cookie';
import fastify from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { registerAccessControl } from './access/access-control.ts';
import { registerAccessRecorder } from './access/access-recorder.ts';
import { type ConsoleSessions, createConsoleSessions } from './access/console-sessions.ts';
import { createBackground } from './channels/background.ts';
import type { ChatContext } from './channels/chat-context.ts';
import { createPoliteReplies } from './channels/polite-replies.ts';
import { createLeftTurns } from './channels/salesiq/left-turns.ts';
import { createUndeliveredEvents } from './channels/salesiq/undelivered-events.ts';
import { registerConsoleApi } from './console/api.ts';
import { registerLive } from './console/live.ts';
import { registerMailPreview } from './console/mail-preview.ts';
import { registerSpa } from './console/spa.ts';
import type { GatewayDeps } from './deps.ts';
import { registerDrain } from './http/drain-connections.ts';
import { registerErrorHandling, sendError } from './http/error-handling.ts';
import type { GatewayApp } from './http/gateway-app.ts';
import { registerJsonBody } from './http/json-body.ts';
import { createRateLimits } from './http/rate-limits.ts';
import { registerRequestLog } from './http/request-log.ts';
import { registerSecurityHeaders } from './http/security-headers.ts';
import { validate } from './http/validation.ts';
import { registerApprovalRoutes } from './routes/approvals.ts';
import { registerAuditRoutes } from './routes/audit.ts';
import { registerConsoleLogin } from './routes/console-login.ts';
import { registerDeadLetterRoutes } from './routes/dead-letters.ts';
import { registerDeliveryRoutes } from './routes/deliveries.ts';
import { registerApiDescription, registerDocs } from './routes/docs.ts';
import { registerHealthRoutes } from './routes/health.ts';
import { registerPersonRoutes } from './routes/person.ts';
import { registerReportRoute } from './routes/report.ts';
import { registerRunbook } from './routes/runbook.ts';
import { registerSessionRoutes } from './routes/sessions.ts';
import { registerTicketRoutes } from './routes/tickets.ts';
import { registerDeskWebhook } from './routes/webhook-desk.ts';
import { registerSalesiqWebhook } from './routes/webhook-salesiq.ts';
import { look, watchEveryMs } from './watch/watcher.ts';

/** Largest body that is read, in bytes; more is answered with 413. */
const bodyBytesMax = 256 * 1024;

/** The gateway as a Fastify app that is ready to listen or to be injected. Reads no environment. */
export async function buildApp(deps: GatewayDeps): Promise<GatewayApp> {
  const scopeOf = (headers: Parameters<typeof scopeFromHeaders>[0]) => {
    const scope = scopeFromHeaders(headers, deps.newId);
    // It goes to every service, log line and answer.
    return redactId(scope.requestId) === scope.requestId ? scope : { ...scope, requestId: deps.newId() };
  };
  const app = fastify({
    bodyLimit: bodyBytesMax,
    requestTimeout: 15_000,
    // What still comes while it closes is answered, too: a replica that is replaced is no outage, and SalesIQ counts them.
    return503OnClosing: false,
    trustProxy: trusted(deps.trustProxy),
    routerOptions: { maxParamLength: 1_000 },
    frameworkErrors: (error, request, reply) => {
      request.requestScope = scopeOf(request.headers);
      sendError(deps, error, request, reply);
    },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validate);
  app.setSerializerCompiler(serializerCompiler);
  registerRequestLog(app, { ...deps, scopeOf });
  registerSecurityHeaders(app);
  registerDrain(app, deps);
  await app.register(cookie);
  const rateLimits = await createRateLimits(app, deps);
  const sessions = createConsoleSessions(deps);
  registerAccessControl(app, { ...deps, sessions }, rateLimits);
  registerAccessRecorder(app, deps);
  registerErrorHandling(app, deps);
  registerJsonBody(app);
  await registerRoutes(app, { ...deps, rateLimits, sessions });
  measureLostLines(deps.metrics, deps.logger);
  await app.ready();
  return app;
}

/** Counted from our side: what stands before the last of our proxies in `X-Forwarded-For` was written by the caller. */
function trusted(proxies: GatewayDeps['trustProxy']) {
  if (proxies === false) return false;
  return typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : [...proxies];
}

async function registerRoutes(
  app: GatewayApp,
  deps: GatewayDeps & Pick<ChatContext, 'rateLimits'> & { readonly sessions: ConsoleSessions },
): Promise<void> {
  const background = createBackground({ logger: deps.logger });
  app.addHook('onClose', () => background.stop());
  const undelivered = createUndeliveredEvents({
    ...deps,
    keep: deps.keeps?.events ?? null,
    deliver: (event) => deps.conversation.handleChatEvent(event, { timeoutMs: 5_000 }),
  });
  deps.metrics.gauge({
    name: 'acebuddy_undelivered_events',
    help: 'Events of SalesIQ that were acknowledged and that the conversation service has not taken yet.',
    collect: undelivered.count,
  });
  app.addHook('onReady', () => undelivered.start());
  app.addHook('onClose', () => undelivered.stop());
  const context: ChatContext = { ...deps, background, undelivered, polite: createPoliteReplies(deps.contact) };
  const leftTurns = createLeftTurns(context);
  app.addHook('onReady', () => leftTurns.start());
  app.addHook('onClose', () => leftTurns.stop());
  const watch = createTicker({
    name: 'gateway-watch',
    everyMs: watchEveryMs,
    turn: () => look(deps),
    logger: deps.logger,
  });
  app.addHook('onReady', async () => watch.start());
  app.addHook('onClose', () => watch.stop());
  await registerApiDescription(app);
  registerHealthRoutes(app, deps);
  registerConsoleLogin(app, deps);
  registerSalesiqWebhook(app, context);
  registerDeskWebhook(app, context);
  registerTicketRoutes(app, deps);
  registerSessionRoutes(app, deps);
  registerApprovalRoutes(app, deps);
  registerDeadLetterRoutes(app, deps);
  registerDeliveryRoutes(app, deps);
  registerAuditRoutes(app, deps);
  registerPersonRoutes(app, deps);
  registerReportRoute(app, deps);
  registerConsoleApi(app, deps);
  registerLive(app, deps);
  registerMailPreview(app, deps);
  await registerSpa(app, deps);
  for (const extra of deps.extraRoutes ?? []) await extra.register(app);
  registerRunbook(app);
  registerDocs(app);
}
