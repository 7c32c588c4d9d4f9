import { isIP } from 'node:net';
import { AppError } from '@acebuddy/contracts';
import type { FastifyRequest } from 'fastify';
import type { GatewayDeps } from '../deps.ts';
import { isLoopback } from './loopback-address.ts';

/**
 * Which page a request comes from, as the browser says in headers that no page can forge (`Origin`, `Sec-Fetch-Site`).
 * Programs say nothing and pass. Nothing here lets anybody in: it only keeps pages of others out.
 */
export interface Senders {
  /** @throws FORBIDDEN when a page of another origin, also one of this machine, wants to change something. */
  refuseForeignChange(request: FastifyRequest, options?: { readonly anonymous?: boolean }): void;
  /** @throws FORBIDDEN when a page of another site asks for data. A person who opens one of our pages is no such. */
  refuseForeignRead(request: FastifyRequest): void;
  /**
   * For callers without a proof: a page whose name was pointed at this machine (rebinding) is the same origin to the browser.
   * @throws FORBIDDEN when we are called by a name that is not ours.
   */
  refuseForeignName(request: FastifyRequest): void;
}

const changing = (method: string) => !['GET', 'HEAD', 'OPTIONS'].includes(method);

export function createSenders({ bindHost, doors }: Pick<GatewayDeps, 'bindHost' | 'doors'>): Senders {
  return {
    refuseForeignChange(request, { anonymous = false } = {}) {
      if (!changing(request.method) || isOwn(request, doors.publicUrl, anonymous)) return;
      throw new AppError(
        'FORBIDDEN',
        'This request comes from a page of another address. If it is ours, PUBLIC_URL must name the address it is opened by.',
      );
    },
    refuseForeignRead(request) {
      if (changing(request.method) || !isCrossSite(request)) return;
      const isOpened = request.headers['sec-fetch-mode'] === 'navigate' && request.routeOptions.config?.page === true;
      if (!isOpened) throw new AppError('FORBIDDEN', 'Data is not given to pages of other sites.');
    },
    refuseForeignName(request) {
      // An open address may be called by any name; there is one more reason for keys.
      if (!isLoopback(bindHost) || isOurName(request.headers.host, doors.publicUrl)) return;
      throw new AppError('FORBIDDEN', 'This address is called by a name that is not its own. PUBLIC_URL names it.');
    },
  };
}

function isOwn(request: FastifyRequest, publicUrl: string | undefined, anonymous: boolean): boolean {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (origin === undefined) return true;
  // Pages without referrers hide their origin; the browser's own word is enough where it gives one.
  if (origin === 'null') return anonymous || site === 'same-origin';
  if (origin === publicUrl) return true;
  return [request.headers.host, request.host].some((host) => isOriginOf(origin, host));
}

function isOriginOf(origin: string, host: string | undefined): boolean {
  if (host === undefined || !URL.canParse(origin)) return false;
  const { protocol, host: originHost } = new URL(origin);
  // The scheme is the proxy's business; a port that is the scheme's own may be left out on either side.
  const called = `${protocol}//${host}`;
  return /^https?:$/.test(protocol) && URL.canParse(called) && new URL(called).host === originHost;
}

function isCrossSite(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  return site === 'cross-site' || site === 'same-site';
}

/** An address cannot be pointed anywhere; a name can. */
function isOurName(host: string | undefined, publicUrl: string | undefined): boolean {
  const called = `http://${host ?? ''}`;
  if (!URL.canParse(called)) return false;
  const name = new URL(called).hostname.replace(/^\[|\]$/g, '');
  return isIP(name) !== 0 || isLoopback(name) || (publicUrl !== undefined && new URL(publicUrl).hostname === name);
}
