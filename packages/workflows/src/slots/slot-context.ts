import type { EngineSettings } from '../engine-types.ts';
import type { Words } from '../replies/reply-types.ts';
import type { Answer } from '../state/state-schema.ts';

/** What reading an answer depends on besides the text. */
export interface SlotContext {
  readonly now: string;
  /** IANA zone of the customer, else of the business. */
  readonly zone: string;
  /** ISO 3166 code of the customer's country, else of the business: how phone numbers and dates are written. */
  readonly country: string;
  /** Half of the day that a bare hour is of, where the text says none. */
  readonly half?: 'am' | 'pm';
  readonly businessHours: EngineSettings['businessHours'];
  readonly lists: EngineSettings['lists'];
  /** In which answers are written and hints given. */
  readonly words: Words;
  /** Whom "me" and "my own" mean; left out where nothing is known of her. */
  readonly customer?: { readonly name: string | null; readonly email: string | null };
}

/** `hint` says what was wrong when that is known. */
export type Parsed = { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly hint?: string };

export const parsed = (v: Answer['v'], t: string): Parsed => ({ ok: true, answer: { v, t } });
export const notParsed = (hint?: string): Parsed => (hint === undefined ? { ok: false } : { ok: false, hint });
