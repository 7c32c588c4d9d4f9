import { AppError, codeOf } from '@acebuddy/contracts';
import { type CheckResult, drainingCheck, type HealthChecks, type Readiness, runChecks } from '@acebuddy/service-kit';
import type { GatewayDeps, Shortcoming } from './deps.ts';

type ReadinessDeps = Pick<
  GatewayDeps,
  'conversation' | 'ticketing' | 'notifications' | 'checks' | 'shortcomings' | 'draining' | 'standing'
>;

const checkTimeoutMs = 2_000;

/** How everything that the gateway needs stands, by name, with what the standing checks found last. Never throws. */
export async function readinessOf(deps: ReadinessDeps): Promise<Readiness> {
  const checks: HealthChecks = {
    conversation: async () => void (await deps.conversation.ready()),
    ticketing: async () => void (await deps.ticketing.ready()),
    notifications: async () => void (await deps.notifications.ready()),
    mail: () => mailReady(deps),
    ...deps.checks,
    ...Object.fromEntries(deps.shortcomings.map((shortcoming) => [shortcoming.check, () => refuse(shortcoming)])),
    ...drainingCheck(deps.draining),
  };
  const { ready, checks: live } = await runChecks(checks, checkTimeoutMs);
  return { ready, checks: { ...standingResults(deps), ...live } };
}

/** Of what is asked live, too, the live answer counts. */
function standingResults({ standing }: ReadinessDeps): Record<string, CheckResult> {
  const reports = standing?.reports() ?? [];
  const results = reports.flatMap((report): [string, CheckResult][] => {
    if (report.state === 'skipped') return [];
    return [
      [report.id, report.state === 'ok' ? { ok: true } : { ok: true, warning: `${report.what}. ${report.mend}` }],
    ];
  });
  return Object.fromEntries(results);
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
