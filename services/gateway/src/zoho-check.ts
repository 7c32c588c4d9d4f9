import { type DeskCheck, isAppError } from '@acebuddy/contracts';
import type { GatewayDeps } from './deps.ts';
import { mailReady } from './readiness.ts';

type CheckDeps = Pick<GatewayDeps, 'ticketing' | 'notifications' | 'shortcomings'>;

/** A live check of Desk, with what else keeps tickets from being created and told. */
export async function checkZoho(deps: CheckDeps): Promise<DeskCheck> {
  const check = await deps.ticketing.check();
  const settings = deps.shortcomings.map(({ what, mend }) => ({ what, mend }));
  const further = [...settings, ...(await mailProblems(deps))];
  return { ...check, ok: check.ok && further.length === 0, problems: [...check.problems, ...further] };
}

/** A ticket is told by mail: what keeps the service that sends them from being ready is a sentence of its own. */
async function mailProblems(deps: CheckDeps): Promise<DeskCheck['problems']> {
  try {
    await mailReady(deps);
    return [];
  } catch (error) {
    const what = isAppError(error) ? error.message : 'The notifications service does not answer.';
    return [{ what, mend: 'GET /ready shows when it is mended.' }];
  }
}
