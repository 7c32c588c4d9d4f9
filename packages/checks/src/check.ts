import type { CheckId } from './catalogue.ts';

/**
 * What a look found. `warning`: the product works, and an operator should know; `problem`: something does not work;
 * `skipped`: there is nothing to look at, and why.
 */
export type Finding =
  | { readonly state: 'ok'; readonly what: string }
  | { readonly state: 'skipped'; readonly what: string }
  | { readonly state: 'warning'; readonly what: string; readonly mend: string }
  | { readonly state: 'problem'; readonly what: string; readonly mend: string };

/** One thing to look at. A look that throws is a problem; sentences of ours (`AppError`, `ConfigError`) are shown as they are. */
export interface Check {
  readonly id: CheckId;
  readonly look: () => Promise<Finding>;
}

export type CheckReport = { readonly id: CheckId; readonly title: string } & Finding;

export const fine = (what: string): Finding => ({ state: 'ok', what });
export const skipped = (what: string): Finding => ({ state: 'skipped', what });
export const warning = (what: string, mend: string): Finding => ({ state: 'warning', what, mend });
export const problem = (what: string, mend: string): Finding => ({ state: 'problem', what, mend });
