import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/**
 * Which services call a procedure, by `service.procedure`. Read from their clients, since a list would be forgotten: each
 * client is a function over a `ServiceClient<TicketingRouter>`.
 */
export function callersOf(): ReadonlyMap<string, readonly string[]> {
  const callers = new Map<string, string[]>();
  for (const path of globSync('services/*/src/**/*.ts', { cwd: root })) {
    const caller = path.split('/')[1] ?? '';
    const [, ...clients] = readFileSync(join(root, path), 'utf8').split(/ServiceClient</);
    for (const client of clients) {
      const callee = /^(\w+)Router>/.exec(client)?.[1]?.toLowerCase();
      for (const [, procedure] of client.matchAll(/\.(\w+)\.(?:query|mutate)\(/g)) {
        const name = `${callee}.${procedure}`;
        callers.set(name, [...new Set([...(callers.get(name) ?? []), caller])]);
      }
    }
  }
  return callers;
}
