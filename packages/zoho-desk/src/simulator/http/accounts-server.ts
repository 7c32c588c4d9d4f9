import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Accounts } from '../accounts.ts';
import { toFaultEffect } from '../faults/apply.ts';
import type { Switchboard } from '../faults/switchboard.ts';
import type { Stats } from '../stats.ts';
import type { Answer } from './answer.ts';
import { deliver } from './deliver.ts';

const operation = 'refreshToken';

export interface AccountsServerDeps {
  readonly accounts: Accounts;
  readonly faults: Switchboard;
  readonly stats: Stats;
}

/** `POST /oauth/v2/token`: form body or query string (zoho-desk.md §2.1). */
export function registerAccounts(app: FastifyInstance, { accounts, faults, stats }: AccountsServerDeps): void {
  app.post('/oauth/v2/token', async (request, reply) => {
    stats.begin(operation);
    const rules = faults.next(operation);
    const delayMs = rules.filter((rule) => rule.kind === 'latency').reduce((sum, rule) => sum + rule.delayMs, 0);
    if (delayMs > 0) {
      await wait(delayMs);
    }
    const rule = rules.find((one) => one.kind !== 'latency');
    const effect = toFaultEffect(rule);
    const done = insteadOf(rule?.kind, accounts) ?? effect.instead ?? accounts.refresh(readForm(request));
    const how = { delivery: effect.delivery, delayMs: rule?.delayMs ?? 0 };
    stats.end(operation, await deliver(request, reply, effect.after ?? done, how));
    return reply;
  });
}

/** Faults that look different at the accounts server (§2.4). */
function insteadOf(kind: string | undefined, accounts: Accounts): Answer | null {
  switch (kind) {
    case 'access_denied':
      return accounts.deny();
    case 'ok_with_error':
      return { status: 200, body: { error: 'general_error' } };
    case 'token_revoked':
      return { status: 200, body: { error: 'invalid_code' } };
    default:
      return null;
  }
}

function readForm(request: FastifyRequest): Record<string, string> {
  const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
  return { ...(request.query as Record<string, string>), ...Object.fromEntries(new URLSearchParams(body)) };
}
