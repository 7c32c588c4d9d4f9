import type { DeskResult } from '../failure.ts';

export interface TokenWait {
  /** Epoch milliseconds after which a token is of no use to the caller. */
  readonly deadlineAt: number;
}

/** Where access tokens come from. */
export interface TokenSource {
  get(wait: TokenWait): Promise<DeskResult<string>>;
  /** Another token than the one that Desk refused (401). */
  renew(refused: string, wait: TokenWait): Promise<DeskResult<string>>;
  /** What the token may do, when Zoho said so: comma or space separated. */
  scopes(): string | null;
}
