import type { Clock } from '../clock.ts';
import type { CallOptions } from '../desk.ts';
import type { Caller } from '../transport/caller.ts';

/** What every operation works with. */
export interface DeskContext {
  readonly caller: Caller;
  readonly clock: Clock;
  readonly departmentId: string;
  /** API name of the custom field that holds our reference; null when the portal has none. */
  readonly referenceField: string | null;
  readonly splitNames: boolean;
}

/** The same options with what is left of the time: for operations of several calls. */
export function remaining(options: CallOptions, clock: Clock, startedAt: number): CallOptions {
  return options.timeoutMs === undefined
    ? options
    : { ...options, timeoutMs: Math.max(0, options.timeoutMs - (clock.now() - startedAt)) };
}
