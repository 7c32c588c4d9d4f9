import type { RecordAccessInput } from '@acebuddy/contracts';
import type { GatewayDeps } from '../deps.ts';
import type { GatewayApp } from '../http/gateway-app.ts';
import { accessTable } from './access-table.ts';
import { roles } from './api-keys.ts';

type Use = RecordAccessInput['uses'][number];

/** Scraped every few seconds by machines, and without data of anybody. */
const quietRoutes = new Set(['/metrics']);
const flushEveryMs = 60_000;
/** Different uses that are kept until they can be written; more are counted and said in the log. */
const usesMax = 500;

/**
 * Who used which route: counted here, written to the audit trail of the conversation service once a minute and at the
 * end, since the gateway keeps nothing. Acts that must not go unnoticed are written by the service that does them.
 */
export function registerAccessRecorder(
  app: GatewayApp,
  { conversation, logger }: Pick<GatewayDeps, 'conversation' | 'logger'>,
): void {
  let uses = new Map<string, Use>();
  let lost = 0;

  const note = (use: Use): void => {
    const id = `${use.actor.role} ${use.actor.key} ${use.route} ${use.status}`;
    const known = uses.get(id);
    if (known === undefined && uses.size >= usesMax) lost += 1;
    else uses.set(id, { ...use, count: use.count + (known?.count ?? 0) });
  };

  const flush = async (): Promise<void> => {
    const batch = uses;
    uses = new Map();
    if (lost > 0) logger.warn({ lost }, 'uses of keys were not recorded');
    lost = 0;
    if (batch.size === 0) return;
    try {
      await conversation.recordAccess({ uses: [...batch.values()] });
    } catch (error) {
      logger.warn({ err: error, uses: batch.size }, 'uses of keys are kept until they can be recorded');
      for (const use of batch.values()) note(use);
    }
  };

  app.addHook('onResponse', (request, reply, done) => {
    const route = `${request.method} ${request.routeOptions.url ?? ''}`;
    const access = Object.hasOwn(accessTable, route) ? accessTable[route] : undefined;
    const isRole = (roles as readonly string[]).includes(access ?? '');
    if (request.caller !== null && isRole && !quietRoutes.has(request.routeOptions.url ?? ''))
      note({
        actor: request.caller,
        route,
        status: reply.statusCode,
        count: 1,
        requestId: request.requestScope.requestId,
      });
    done();
  });
  const timer = setInterval(() => void flush(), flushEveryMs).unref();
  app.addHook('onClose', async () => {
    clearInterval(timer);
    await flush();
  });
}
