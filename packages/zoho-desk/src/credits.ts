import type { Clock } from './clock.ts';

export interface CreditOptions {
  readonly clock: Clock;
  /** Credits left below which `onBudgetLow` fires, once until there are more again (the day's reset). */
  readonly alarmBelow?: number | undefined;
  readonly onBudgetLow?: ((remaining: number) => void) | undefined;
}

export interface CreditMeter {
  /** Reads the rate-limit headers of an answer (zoho-desk.md §7); returns the call's weight when Desk says it. */
  note(headers: Headers): number | null;
  /** The day's credits are used up: nothing goes out until then. */
  pause(untilMs: number): void;
  pausedUntil(): number | null;
  stats(): { readonly creditsRemaining: number | null; readonly creditsUsed: number; readonly calls: number };
}

/** What was left longer ago says little: Desk's day may have begun anew. */
const knownForMs = 30 * 60_000;

/** Counts what Desk charges and knows whether there is anything left to spend. */
export function createCreditMeter({ clock, alarmBelow = 0, onBudgetLow }: CreditOptions): CreditMeter {
  let creditsRemaining: number | null = null;
  let notedAt = 0;
  let creditsUsed = 0;
  let calls = 0;
  let alarmed = false;
  let pausedUntilMs = 0;

  function watch(remaining: number): void {
    if (remaining >= alarmBelow) {
      alarmed = false;
    } else if (!alarmed) {
      alarmed = true;
      onBudgetLow?.(remaining);
    }
  }

  return {
    note(headers) {
      calls += 1;
      const weight = toCount(headers.get('x-rate-limit-request-weight-v3'));
      creditsUsed += weight ?? 0;
      const remaining = toCount(headers.get('x-rate-limit-remaining-v3'));
      if (remaining !== null) {
        creditsRemaining = remaining;
        notedAt = clock.now();
        watch(remaining);
      }
      return weight;
    },
    pause(untilMs) {
      pausedUntilMs = Math.max(pausedUntilMs, untilMs);
    },
    pausedUntil: () => (pausedUntilMs > clock.now() ? pausedUntilMs : null),
    stats: () => ({
      creditsRemaining: clock.now() - notedAt > knownForMs ? null : creditsRemaining,
      creditsUsed,
      calls,
    }),
  };
}

function toCount(header: string | null): number | null {
  return header !== null && /^\d{1,12}(\.\d+)?$/.test(header.trim()) ? Number(header) : null;
}
