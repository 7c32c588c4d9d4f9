import {
  createDeskClient,
  createMemoryTokenStore,
  createRefreshingToken,
  type DeskClientOptions,
  systemClock,
} from '../../src/index.ts';
import { createDeskSimulator, type DeskSimulator, type SimulatorOptions } from '../../src/simulator/index.ts';

/** A simulator that listens and a client that talks to it; both end with the test (`await using`). */
export async function startDesk(
  simulatorOptions: SimulatorOptions = {},
  clientOptions: Partial<DeskClientOptions> = {},
) {
  const simulator = createDeskSimulator({
    ...simulatorOptions,
    settings: { indexLagMs: 0, ...simulatorOptions.settings },
  });
  const origin = await simulator.listen();
  return {
    simulator,
    origin,
    desk: connect(simulator, origin, clientOptions),
    [Symbol.asyncDispose]: () => simulator.close(),
  };
}

export function connect(simulator: DeskSimulator, origin: string, options: Partial<DeskClientOptions> = {}) {
  const tokens = createRefreshingToken({
    accountsOrigin: origin,
    credentials: simulator.credentials,
    store: createMemoryTokenStore(),
    clock: options.clock ?? systemClock,
    fetch,
  });
  return createDeskClient({
    origin,
    orgId: simulator.orgId,
    departmentId: simulator.departmentId,
    tokens,
    referenceField: 'cf_reference',
    random: () => 0,
    ...options,
  });
}
