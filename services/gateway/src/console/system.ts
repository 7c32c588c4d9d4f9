import { release } from '@acebuddy/service-kit';
import type { GatewayDeps } from '../deps.ts';
import { readinessOf } from '../readiness.ts';
import { type System, serviceNames } from './console-schemas.ts';
import type { ConsoleContext } from './console-trpc.ts';
import { createRound } from './round.ts';

/** What the product leans on, how Desk stands, which releases run, and the settings that are effective. */
export async function system(deps: GatewayDeps, { logger }: Pick<ConsoleContext, 'logger'>): Promise<System> {
  const round = createRound(logger);
  const [readiness, desk, ...answers] = await Promise.all([
    readinessOf(deps),
    round.ask('ticketing', () => deps.ticketing.standing(), null),
    ...serviceNames.map((name) => round.ask(name, () => deps[name].ready(), null)),
  ]);
  const versions = answers.flatMap((answer, index) => {
    const name = serviceNames[index];
    return answer?.version === undefined || name === undefined ? [] : [[name, answer.version] as const];
  });
  return {
    checks: Object.entries(readiness.checks).map(([name, { ok, error, warning }]) => ({
      name,
      ok,
      error: error ?? null,
      warning: warning ?? null,
    })),
    desk,
    versions: { gateway: release, ...Object.fromEntries(versions) },
    settings: [...deps.shownSettings],
  };
}
