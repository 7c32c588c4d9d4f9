import { randomUUID } from 'node:crypto';
import { deskConfigSchema } from '@acebuddy/contracts';
import { createLocalClient, createMetrics, type Logger, type ServiceClient } from '@acebuddy/service-kit';
import type { Database, EncryptionKeys } from '@acebuddy/storage';
import { createDeskSimulator, type DeskSimulator, type SimulatorOptions } from '@acebuddy/zoho-desk/simulator';
import { onTestFinished } from 'vitest';
import type { TicketingRouter } from '../src/router.ts';
import { createTicketingServer, type TicketingServer } from '../src/server.ts';
import { silentLogger } from './silent-logger.ts';

const encryptionKeys: EncryptionKeys = [{ id: 'test', key: new Uint8Array(32).fill(7) }];

export interface Replica extends TicketingServer {
  readonly client: ServiceClient<TicketingRouter>;
  readonly metricsText: () => Promise<string>;
}

export interface SimulatedHarness {
  readonly simulator: DeskSimulator;
  replica(database: Database): Promise<Replica>;
  /** Moves the clocks of simulator and service, in steps, and does what falls due. */
  pass(replica: Replica, ms: number, stepMs?: number): Promise<void>;
}

/** The whole service over its tRPC procedures, against the simulated Zoho over HTTP. */
export async function createSimulatedHarness(
  options: { readonly simulator?: SimulatorOptions; readonly config?: object; readonly logger?: Logger } = {},
): Promise<SimulatedHarness> {
  const { logger = silentLogger } = options;
  let offsetMs = 0;
  const simulator = createDeskSimulator({ settings: { indexLagMs: 60_000 }, ...options.simulator });
  const origin = await simulator.listen();
  onTestFinished(() => simulator.close());
  return {
    simulator,
    replica: async (database) => {
      const metrics = createMetrics({ service: 'ticketing' });
      const server = await createTicketingServer({
        database,
        encryptionKeys,
        connection: {
          deskOrigin: origin,
          accountsOrigin: origin,
          orgId: simulator.orgId,
          departmentId: simulator.departmentId,
          credentials: simulator.credentials,
        },
        simulated: true,
        config: deskConfigSchema.parse(options.config ?? {}),
        logger,
        metrics,
        now: () => new Date(Date.now() + offsetMs),
        newId: randomUUID,
        settings: { callTimeoutMs: 1_200, leaseMs: 60_000 },
      });
      onTestFinished(() => server.stop());
      const client = createLocalClient<TicketingRouter>({
        name: 'ticketing',
        router: server.router,
        logger,
        timeoutMs: 15_000,
      });
      return { ...server, client, metricsText: () => metrics.registry.metrics() };
    },
    pass: async (replica, ms, stepMs = 30_000) => {
      for (let passed = 0; passed < ms; passed += stepMs) {
        offsetMs += stepMs;
        simulator.advance(stepMs);
        await replica.ticketing.drain();
      }
    },
  };
}
