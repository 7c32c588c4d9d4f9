import type { EngineSettings } from '../engine-types.ts';
import type { Answer } from '../state/state-schema.ts';

/** What reading an answer depends on besides the text. */
export interface SlotContext {
  readonly now: string;
  /** IANA zone of the customer, else of the business. */
  readonly zone: string;
  readonly lists: EngineSettings['lists'];
}

/** `hint` says what was wrong when that is known. */
export type Parsed = { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly hint?: string };

export const parsed = (v: Answer['v'], t: string): Parsed => ({ ok: true, answer: { v, t } });
export const notParsed = (hint?: string): Parsed => (hint === undefined ? { ok: false } : { ok: false, hint });
