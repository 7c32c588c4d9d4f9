import type { DeskFailureKind, StepKind } from '../ports.ts';

/** What ticketing counts. Times in milliseconds. */
export interface TicketingMetrics {
  created(how: 'created' | 'adopted', waitedMs: number): void;
  looked(kind: StepKind, finding: 'found' | 'absent' | 'inconclusive'): void;
  adopted(kind: StepKind): void;
  failed(kind: StepKind, failure: DeskFailureKind): void;
  finished(kind: StepKind, outcome: 'done' | 'dead'): void;
  /** Work that only a newer release can do was looked at, of a kind that may not be known. */
  parked(kind: string): void;
  resolved(afterMs: number): void;
  news(kind: string): void;
  leaseLost(): void;
}

export const noMetrics: TicketingMetrics = {
  created: () => undefined,
  looked: () => undefined,
  adopted: () => undefined,
  failed: () => undefined,
  finished: () => undefined,
  parked: () => undefined,
  resolved: () => undefined,
  news: () => undefined,
  leaseLost: () => undefined,
};
