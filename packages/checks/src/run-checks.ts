import { isAppError } from '@acebuddy/contracts';
import { ConfigError } from '@acebuddy/service-kit';
import { catalogue, checkIds } from './catalogue.ts';
import { type Check, type CheckReport, type Finding, problem } from './check.ts';

/** The slowest look is one through a whole data centre and back. */
export const lookMsDefault = 15_000;

/** Looks at everything at once; what takes longer than `lookMs` is a problem. In the catalogue's order. Never throws. */
export async function runChecks(checks: readonly Check[], lookMs = lookMsDefault): Promise<CheckReport[]> {
  const reports = await Promise.all(checks.map((check) => report(check, lookMs)));
  return reports.sort((a, b) => checkIds.indexOf(a.id) - checkIds.indexOf(b.id));
}

async function report({ id, look }: Check, lookMs: number): Promise<CheckReport> {
  const late = Promise.withResolvers<Finding>();
  const timer = setTimeout(
    () => late.resolve(problem(`No answer within ${lookMs / 1_000} s`, 'Look again, and at the network in between')),
    lookMs,
  );
  const finding = await Promise.race([look().catch(findingOf), late.promise]);
  clearTimeout(timer);
  return { id, title: catalogue[id], ...finding };
}

/** What drivers say may quote addresses and is not shown. */
function findingOf(error: unknown): Finding {
  const said =
    error instanceof ConfigError ? error.problems.join('; ') : isAppError(error) ? error.message : 'It cannot be asked';
  const [what = '', ...mends] = said.split(/(?<=\.) |: (?=[a-z])/u);
  return problem(
    what.replace(/[.:]$/, ''),
    mends.length === 0 ? 'Look at the settings that it needs' : mends.join(' '),
  );
}
