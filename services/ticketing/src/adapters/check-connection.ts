import type { DeskCheck, DeskConfig } from '@acebuddy/contracts';
import { createDeskClient, type TokenSource } from '@acebuddy/zoho-desk';
import type { ZohoConnection } from './connect-zoho.ts';
import { toExpectation } from './zoho-ticket-desk.ts';

export interface CheckConnectionOptions {
  readonly connection: ZohoConnection;
  readonly config: DeskConfig;
  readonly tokens: TokenSource;
  readonly simulated: boolean;
}

const timeoutMs = 12_000;

/** What the service's `check` says of Desk, without a service and a store: before there is one. Never throws. */
export async function checkConnection(options: CheckConnectionOptions): Promise<DeskCheck> {
  const { connection, config, tokens, simulated } = options;
  const desk = createDeskClient({
    origin: connection.deskOrigin,
    orgId: connection.orgId,
    departmentId: config.department_id ?? connection.departmentId,
    tokens,
    referenceField: config.custom_fields.reference,
    concurrency: 4,
  });
  const { org, department, problems } = await desk.checkSetup(toExpectation(config), { foreground: true, timeoutMs });
  return { ok: problems.length === 0, simulated, org, department, problems: [...problems] };
}
