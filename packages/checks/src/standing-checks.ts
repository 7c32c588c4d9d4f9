import type { Check, CheckReport, Finding } from './check.ts';
import { runChecks } from './run-checks.ts';

export interface StandingChecks {
  /** How things stood at the last look; empty before the first has ended. */
  reports(): readonly CheckReport[];
  /** Looks at once. Those who ask at the same time share one look. */
  look(lookMs?: number): Promise<readonly CheckReport[]>;
  /** Looks again from time to time, by itself. */
  start(): void;
  stop(): void;
}

export interface StandingOptions {
  readonly checks: readonly Check[];
  /** Milliseconds between two looks. @default 10 minutes */
  readonly everyMs?: number;
}

/**
 * The checks of a running product. `/ready` and the console show what the last look found: what goes out to others is not
 * asked by every probe of a load balancer.
 */
export function createStandingChecks({ checks, everyMs = 10 * 60_000 }: StandingOptions): StandingChecks {
  let last: readonly CheckReport[] = [];
  let running: Promise<readonly CheckReport[]> | null = null;
  let timer: NodeJS.Timeout | undefined;
  const look = (lookMs?: number) => {
    running ??= runChecks(checks, lookMs)
      .then((reports) => {
        last = reports;
        return reports;
      })
      .finally(() => {
        running = null;
      });
    return running;
  };
  return {
    reports: () => last,
    look,
    start() {
      timer ??= setInterval(() => void look(), everyMs).unref();
    },
    stop: () => clearInterval(timer),
  };
}

/** A check that costs others something: looked at again after `everyMs` only, or sooner when it found a problem. */
export function atMostEvery(check: Check, everyMs: number, now: () => number = Date.now): Check {
  let kept: { readonly finding: Finding; readonly at: number } | null = null;
  return {
    id: check.id,
    async look() {
      const waitMs = kept?.finding.state === 'problem' ? everyMs / 6 : everyMs;
      if (kept !== null && now() - kept.at < waitMs) return kept.finding;
      const at = now();
      const finding = await check.look();
      kept = { finding, at };
      return finding;
    },
  };
}
