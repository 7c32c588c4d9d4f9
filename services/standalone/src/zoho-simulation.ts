import { join } from 'node:path';
import { createSalesiqPortal, type SalesiqPortal, salesiqRest } from '@acebuddy/salesiq/simulator';
import { createDeskSimulator, type DeskSimulator } from '@acebuddy/zoho-desk/simulator';

export interface ZohoSimulation {
  /** Where Desk, the accounts server and SalesIQ's REST API answer. */
  readonly origin: string;
  readonly desk: DeskSimulator;
  readonly salesiq: SalesiqPortal;
  readonly screenName: string;
  close(): Promise<void>;
}

const screenName = 'acebuddy-simulator';

/** A Zoho on this machine: what standalone talks to when there are no credentials. Its tickets survive restarts. */
export async function startZohoSimulation(options: {
  readonly dataDir: string;
  readonly port?: number;
}): Promise<ZohoSimulation> {
  const desk = createDeskSimulator({
    orgName: 'AceBuddy Simulator',
    departmentName: 'Support (simulated)',
    journalFile: join(options.dataDir, 'simulator.journal'),
  });
  const salesiq = createSalesiqPortal({ now: () => new Date(), screenName });
  await desk.app.register(salesiqRest, { portal: salesiq, checkToken: (token) => (token === '' ? 'invalid' : 'ok') });
  const origin = await desk.listen(options.port === undefined ? {} : { port: options.port });
  return { origin, desk, salesiq, screenName, close: () => desk.close() };
}
