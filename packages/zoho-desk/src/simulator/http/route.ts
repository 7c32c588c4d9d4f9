import type { SimulatorSettings } from '../options.ts';
import type { Answer } from './answer.ts';
import type { Query } from './queries.ts';
import type { ViewContext } from './ticket-views.ts';

/** A request to the simulated Desk after token, organisation and credits were found good. */
export interface DeskRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Buffer;
  readonly contentType: string;
  readonly context: ViewContext;
  readonly settings: SimulatorSettings;
}

export interface DeskRoute {
  /** The `operationId` of `openapi/desk.yaml`; rules of the fault switchboard name it. */
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Below `/api/v1`, with `:name` parameters. */
  readonly path: string;
  /** Scopes that the token must have; each entry may name alternatives. */
  readonly scopes: readonly (readonly string[])[];
  /** Credits (zoho-desk.md §7): lists and searches 3, single records 1. */
  readonly weight: number;
  handle(request: DeskRequest): Answer | Promise<Answer>;
}

export const basicScopes = [['Desk.basic.READ', 'Desk.settings.READ']] as const;
