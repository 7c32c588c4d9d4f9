import { BlockList, isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether an address, or the name `localhost`, is this machine's own. */
export function isLoopback(host: string | undefined): boolean {
  if (host === undefined) return false;
  if (host.toLowerCase() === 'localhost') return true;
  const address = host.replace(/^\[|\]$/g, '').replace(/^::ffff:(?=\d+\.)/i, '');
  const family = isIP(address);
  return family !== 0 && loopback.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

const forwardingHeaders = ['x-forwarded-for', 'forwarded', 'x-real-ip'] as const;

/**
 * Whether a request certainly comes from a program or person on this machine. A proxy in front would make everybody look
 * local, so its headers count against it; a page of another site that reaches us through the visitor's browser shows
 * itself by the name it was called by (`Host`) or by its `Origin`.
 */
export function isLocalRequest(request: FastifyRequest, bindHost: string): boolean {
  if (!isLoopback(bindHost) || !isLoopback(request.socket.remoteAddress)) return false;
  if (forwardingHeaders.some((name) => request.headers[name] !== undefined)) return false;
  if (!isLoopback(nameOf(request.headers.host))) return false;
  const { origin } = request.headers;
  return origin === undefined || isLoopback(originHost(origin));
}

function nameOf(host: string | undefined): string | undefined {
  return host?.replace(/:\d+$/, '');
}

function originHost(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).hostname : undefined;
}
