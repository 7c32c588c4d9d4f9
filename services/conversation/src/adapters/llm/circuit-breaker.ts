export interface CircuitBreaker {
  /** False while the other side is left alone. After the pause one call at a time may try whether it is back. */
  mayCall(): boolean;
  succeeded(): void;
  failed(): void;
}

export interface CircuitBreakerOptions {
  /** So many failures in a row open the circuit. */
  readonly failuresMax: number;
  readonly pauseMs: number;
  /** Milliseconds on any steady scale. */
  readonly now: () => number;
}

/** Leaves a side alone that failed again and again: customers do not wait for it with every message. */
export function createCircuitBreaker({ failuresMax, pauseMs, now }: CircuitBreakerOptions): CircuitBreaker {
  let failures = 0;
  let openUntil = Number.NEGATIVE_INFINITY;
  return {
    mayCall() {
      if (failures < failuresMax) return true;
      if (now() < openUntil) return false;
      // This caller tries; the others wait for what comes of it.
      openUntil = now() + pauseMs;
      return true;
    },
    succeeded() {
      failures = 0;
    },
    failed() {
      failures += 1;
      if (failures >= failuresMax) openUntil = now() + pauseMs;
    },
  };
}
