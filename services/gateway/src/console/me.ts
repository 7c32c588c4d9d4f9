import { release } from '@acebuddy/service-kit';
import type { GatewayDeps } from '../deps.ts';
import type { Me } from './console-schemas.ts';
import type { ConsoleContext } from './console-trpc.ts';
import { createRound } from './round.ts';

/** Who is signed in, and what there is. */
export async function me(deps: GatewayDeps, { caller, logger }: ConsoleContext): Promise<Me> {
  const round = createRound(logger);
  const described = await round.ask('conversation', () => deps.conversation.describe(), null);
  return {
    role: caller.role,
    simulated: deps.doors.simulated,
    version: release,
    companyName: described?.companyName ?? null,
    zone: described?.zone ?? 'UTC',
    playground: (deps.extraRoutes ?? []).some(({ access }) => Object.hasOwn(access, 'GET /playground')),
    workflows: described?.workflows ?? [],
    unavailable: round.unavailable(),
  };
}
