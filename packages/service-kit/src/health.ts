import { isAppError } from '@acebuddy/contracts';

/** Dependencies by name; a check resolves when the dependency answers and throws when it does not. */
export type HealthChecks = Readonly<Record<string, () => Promise<void>>>;

export interface CheckResult {
  readonly ok: boolean;
  readonly error?: string;
  /** It is well enough to work; what an operator should look at, with what to do. */
  readonly warning?: string;
}

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, CheckResult>>;
}

/** Runs all checks at once; one that takes longer than `timeoutMs` counts as failed. Never throws. */
export async function runChecks(checks: HealthChecks, timeoutMs: number): Promise<Readiness> {
  const entries = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await runCheck(check, timeoutMs)] as const),
  );
  return { ready: entries.every(([, result]) => result.ok), checks: Object.fromEntries(entries) };
}

async function runCheck(check: () => Promise<void>, timeoutMs: number): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<CheckResult>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, error: `no answer within ${timeoutMs} ms` }), timeoutMs);
  });
  try {
    return await Promise.race([settle(check), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

async function settle(check: () => Promise<void>): Promise<CheckResult> {
  try {
    await check();
    return { ok: true };
  } catch (error) {
    // Sentences of ours are safe to show; those of drivers may quote addresses.
    return { ok: false, error: isAppError(error) ? error.message : 'failed' };
  }
}
