/**
 * What became of a call. `effect` says whether SalesIQ may have carried it out although no success came back: then a
 * repeat may be seen twice by the customer.
 */
export type SalesiqOutcome<T> =
  | { readonly ok: true; readonly data: T }
  | {
      readonly ok: false;
      /**
       * `preview`: a console preview chat, which has no REST (salesiq.md §2.7). `token`: no valid access token, even
       * after one refresh. `scope`: the consent lacks a scope; a person has to mend it. `rejected`: SalesIQ refuses this call
       * for good. `limited`: too many calls. `unavailable`: no usable answer. `timeout`: no answer in time.
       */
      readonly reason: 'preview' | 'token' | 'scope' | 'rejected' | 'limited' | 'unavailable' | 'timeout';
      readonly effect: 'none' | 'possible';
      readonly retryable: boolean;
      readonly retryAfterMs?: number;
      /** SalesIQ's own code, where it sent one (§4). */
      readonly code?: string;
      /** For the log and for operators. */
      readonly message: string;
    };

export type SalesiqFailure = Extract<SalesiqOutcome<never>, { ok: false }>;
