import { AppError, codeOf } from '@acebuddy/contracts';
import { drainingCheck, type HealthChecks, type Readiness, runChecks } from '@acebuddy/service-kit';
import type { GatewayDeps, Shortcoming } from './deps.ts';

type ReadinessDeps = Pick<
  GatewayDeps,
  'conversation' | 'ticketing' | 'notifications' | 'checks' | 'shortcomings' | 'draining'
>;

const checkTimeoutMs = 2_000;

/** How everything that the gateway needs stands, by name. Never throws. */
export function readinessOf(deps: ReadinessDeps): Promise<Readiness> {
  const checks: HealthChecks = {
    conversation: async () => void (await deps.conversation.ready()),
    ticketing: async () => void (await deps.ticketing.ready()),
    notifications: async () => void (await deps.notifications.ready()),
    mail: () => mailReady(deps),
    ...deps.checks,
    ...Object.fromEntries(deps.shortcomings.map((shortcoming) => [shortcoming.check, () => refuse(shortcoming)])),
    ...drainingCheck(deps.draining),
  };
  return runChecks(checks, checkTimeoutMs);
}

/** A service of the release before cannot tell. */
export async function mailReady({ notifications }: Pick<GatewayDeps, 'notifications'>): Promise<void> {
  try {
    await notifications.mailReady();
  } catch (error) {
    if (codeOf(error) !== 'NOT_FOUND') throw error;
  }
}

/** A setting is missing: what it takes, in the words of the start. */
async function refuse({ what, mend }: Shortcoming): Promise<never> {
  throw new AppError('SERVICE_UNAVAILABLE', `${what}. ${mend}.`);
}
