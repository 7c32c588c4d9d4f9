import { BlockList, isIP } from 'node:net';
import type { Words } from '../replies/reply-types.ts';
import { notParsed, type Parsed, parsed } from './slot-context.ts';

/** Addresses that every office has: they say nothing of where it is. */
const notPublic = new BlockList();
for (const [net, prefix] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['127.0.0.0', 8],
  ['0.0.0.0', 8],
  ['224.0.0.0', 3],
] as const)
  notPublic.addSubnet(net, prefix, 'ipv4');

const candidates = /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7})(?![\w:]|\.\d)/gi;

/** The first public IP address in a text; null when there is none. */
export function findIp(text: string): string | null {
  return addressesIn(text).find(isPublic) ?? null;
}

/** A public IP address, wherever it stands in the answer. */
export function parseIp(text: string, words: Words): Parsed {
  const found = findIp(text);
  if (found !== null) return parsed(found, found);
  return addressesIn(text).length > 0 ? notParsed(words('hint.private_ip')) : notParsed();
}

/** Every IP address in a text. */
export const addressesIn = (text: string): string[] =>
  [...text.matchAll(candidates)].map(([match]) => match).filter((match) => isIP(match) !== 0);

export function isPublic(address: string): boolean {
  return isIP(address) === 4 ? !notPublic.check(address, 'ipv4') : !/^(?:fe80|f[cd]|::1?$)/i.test(address);
}
