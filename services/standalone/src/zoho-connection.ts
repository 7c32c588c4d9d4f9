import type { DeskConfig } from '@acebuddy/contracts';
import { ConfigError } from '@acebuddy/service-kit';
import { toZohoConnection, type ZohoConnection } from '@acebuddy/ticketing';
import type { StandaloneConfig } from './config.ts';
import type { ZohoSimulation } from './zoho-simulation.ts';

/** How ticketing reaches the simulator, with its credentials. */
export function simulatedConnection({ desk, origin }: ZohoSimulation): ZohoConnection {
  const { orgId, departmentId, credentials } = desk;
  return {
    deskOrigin: origin,
    accountsOrigin: origin,
    orgId,
    departmentId,
    credentials,
    concurrency: 4,
    creditsAlarmBelow: 2_000,
  };
}

/** How ticketing reaches Zoho itself. Throws `ConfigError` with all that is missing. */
export function realConnection(config: StandaloneConfig, file: DeskConfig): ZohoConnection {
  const { ZOHO_DESK_ORG_ID } = config;
  if (ZOHO_DESK_ORG_ID === undefined) throw new ConfigError(['ZOHO_DESK_ORG_ID is not set']);
  return toZohoConnection({ ...config, ZOHO_DESK_ORG_ID }, file);
}
