import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@acebuddy/contracts';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayDeps } from '../deps.ts';
import type { GatewayApp } from '../http/gateway-app.ts';
import { absentConsolePage, comingConsolePage } from '../pages/absent-console-page.ts';
import { sendPage } from '../pages/html.ts';
import { stateOfConsole } from './console-folder.ts';
import { nextAddress } from './next-address.ts';

type SpaDeps = Pick<GatewayDeps, 'consoleFolder'>;

const headers = {
  // No inline script or style. Frames are for mails, whose own policy is stricter (mail-preview.ts).
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  // Forms must say where they come from.
  'referrer-policy': 'same-origin',
  'cache-control': 'no-cache',
};
/** A new release asks for other files: these never change. */
const assetsMaxAge = '365d';
/** What lies beside the page: icons and the like. */
const besides = /^[\w-]+\.(?:svg|png|ico|txt|webmanifest)$/;
const refreshSeconds = 2;

/**
 * The console's page: one file for every address under `/console`, and its scripts and styles. They hold no data, so that they
 * need no session; the page is shown to whoever has one, and leads others to the sign-in.
 */
export async function registerSpa(app: GatewayApp, { consoleFolder }: SpaDeps): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(consoleFolder, 'assets'),
    prefix: '/console/assets/',
    immutable: true,
    maxAge: assetsMaxAge,
    index: false,
    dotfiles: 'ignore',
    preCompressed: true,
    // It may be built after the start.
    suppressWarning: true,
  });
  const show = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const path = request.url.split('?', 1)[0] ?? '';
    const name = path.slice('/console/'.length);
    if (besides.test(name)) return reply.sendFile(name, consoleFolder);
    const here = nextAddress(request.url);
    // Procedures and the like that are not there, or not by GET.
    if (here === null) throw new AppError('NOT_FOUND', 'There is nothing at this address.');
    if (request.caller === null) return reply.redirect(signInFor(here), 303);
    const html = await readFile(join(consoleFolder, 'index.html')).catch(() => null);
    if (html === null) return showAbsence(reply, consoleFolder);
    return reply.headers(headers).type('text/html; charset=utf-8').send(html);
  };
  const route = { schema: { hide: true }, config: { page: true } };
  app.get('/console', route, show);
  app.get('/console/*', route, show);
}

function signInFor(here: string): string {
  return here === '/console' || here === '/console/'
    ? '/console/login'
    : `/console/login?next=${encodeURIComponent(here)}`;
}

async function showAbsence(reply: FastifyReply, folder: string): Promise<FastifyReply> {
  reply.code(503).header('cache-control', 'no-store');
  // Built between the two looks: the next one finds it.
  if ((await stateOfConsole(folder)) === 'absent') return sendPage(reply, absentConsolePage());
  return sendPage(reply.header('refresh', refreshSeconds).header('retry-after', refreshSeconds), comingConsolePage());
}
