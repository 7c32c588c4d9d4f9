import { join } from 'node:path';
import {
  createSalesiqPortal,
  type SalesiqPortal,
  type SimulatedConversation,
  salesiqRest,
} from '@acebuddy/salesiq/simulator';
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

export interface ZohoSimulationOptions {
  readonly dataDir: string;
  readonly port?: number;
  /** @default the system's time */
  readonly now?: () => Date;
  /** Chats of an earlier process. */
  readonly conversations?: readonly SimulatedConversation[];
  /** Page that shows a ticket. @default the ticket as the simulator's API has it */
  readonly ticketUrl?: (ticketId: string) => string;
}

/** A Zoho on this machine: what standalone talks to when there are no credentials. Its tickets survive restarts. */
export async function startZohoSimulation(options: ZohoSimulationOptions): Promise<ZohoSimulation> {
  const { now = () => new Date() } = options;
  const desk = createDeskSimulator({
    now: () => now().getTime(),
    orgName: 'AceBuddy Simulator',
    departmentName: 'Support (simulated)',
    journalFile: join(options.dataDir, 'simulator.journal'),
    ...(options.ticketUrl === undefined ? {} : { ticketUrl: options.ticketUrl }),
  });
  const salesiq = createSalesiqPortal({ now, screenName });
  for (const conversation of options.conversations ?? []) salesiq.add(conversation);
  await desk.app.register(salesiqRest, { portal: salesiq, checkToken: (token) => (token === '' ? 'invalid' : 'ok') });
  const origin = await desk.listen(options.port === undefined ? {} : { port: options.port });
  return { origin, desk, salesiq, screenName, close: () => desk.close() };
}
