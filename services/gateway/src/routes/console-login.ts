import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Caller, callerOfKey } from '../access/api-keys.ts';
import { type ConsoleSessions, sessionCookie, sessionSeconds } from '../access/console-sessions.ts';
import { nextAddress } from '../console/next-address.ts';
import type { GatewayDeps } from '../deps.ts';
import { acceptForms } from '../http/form-body.ts';
import type { GatewayApp } from '../http/gateway-app.ts';
import { sendPage } from '../pages/html.ts';
import { loginPage } from '../pages/login-page.ts';
import { startPage } from '../pages/start-page.ts';

type LoginDeps = GatewayDeps & { readonly sessions: ConsoleSessions };

const config = { page: true };
const tags = ['operations'];
/** Where to go after the sign-in; whatever is no page of the console counts as nothing. */
const next = z
  .string()
  .max(2_000)
  .optional()
  .catch(undefined)
  .meta({ description: 'Page of the console to go to afterwards, for example `/console/work`' });
const codeQuery = z.object({ code: z.string().max(200).optional(), next });
const keyBody = z.object({ key: z.string().trim().max(500), next });

const spentCode =
  'This address was used before, or has expired. A key opens the page; the next start prints a new address.';
const wrongKey = 'This is no key of this installation.';

/** Exchanges a key, or the code in the address that the start prints, for a session of the browser. */
export function registerConsoleLogin(root: GatewayApp, deps: LoginDeps): void {
  root.register((scope, _options, done) => {
    const app = scope.withTypeProvider<ZodTypeProvider>();
    acceptForms(app);
    app.addHook('onRequest', (_request, reply, next) => {
      // A form of a page without referrers would hide its origin, by which we know it.
      reply.headers({
        'cache-control': 'no-store',
        'referrer-policy': 'same-origin',
      });
      next();
    });
    app.get('/', { schema: { tags, summary: 'Where to go' }, config }, (_request, reply) =>
      sendPage(reply, startPage(placesOf(app))),
    );

    app.get(
      '/console/login',
      {
        schema: {
          tags,
          summary: 'The form that takes a key, or the one-time code of the start',
          querystring: codeQuery,
        },
        config,
      },
      async (request, reply) => {
        const { code } = request.query;
        const next = nextAddress(request.query.next);
        // Whoever only looks whether the address is there must not use it up.
        if (code === undefined || request.method === 'HEAD') return sendPage(reply, loginPage(null, next));
        if (!(await deps.loginCodes?.redeem(code))) return sendPage(reply.code(401), loginPage(spentCode, next));
        return enter(deps, { request, reply, caller: localCaller(deps), next });
      },
    );

    app.post(
      '/console/login',
      { schema: { tags, summary: 'Exchanges a key for a session cookie', body: keyBody }, config },
      async (request, reply) => {
        const caller = callerOfKey(deps.apiKeys, request.body.key);
        const next = nextAddress(request.body.next);
        if (caller === undefined) return sendPage(reply.code(401), loginPage(wrongKey, next));
        return enter(deps, { request, reply, caller, next });
      },
    );

    app.post('/console/logout', { schema: { tags, summary: 'Ends the session' }, config }, (_request, reply) =>
      reply.clearCookie(sessionCookie, { path: '/' }).redirect('/console/login', 303),
    );
    done();
  });
}

/** The code stands for the key of this machine, the only one there is where codes are made. */
function localCaller({ apiKeys }: LoginDeps): Caller {
  const key = apiKeys.find(({ role }) => role === 'admin');
  if (key === undefined) throw new TypeError('a code without a key that it stands for');
  return { role: key.role, key: key.digest.toString('hex').slice(0, 8) };
}

interface Entry {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly caller: Caller;
  readonly next: string | null;
}

async function enter({ sessions, doors }: LoginDeps, { request, reply, caller, next }: Entry): Promise<FastifyReply> {
  const isSecure = request.protocol === 'https' || doors.publicUrl?.startsWith('https:') === true;
  reply.setCookie(sessionCookie, await sessions.issue(caller), {
    path: '/',
    httpOnly: true,
    // Mails link to our pages: with "strict" whoever follows such a link would have to sign in again.
    sameSite: 'lax',
    secure: isSecure,
    maxAge: sessionSeconds,
  });
  return reply.redirect(next ?? '/console', 303);
}

function placesOf(app: GatewayApp): [string, string][] {
  const playground: [string, string][] = [['Playground', '/playground']];
  return [
    ['Console', '/console'],
    ...(app.hasRoute({ method: 'GET', url: '/playground' }) ? playground : []),
    ['API', '/docs'],
  ];
}
