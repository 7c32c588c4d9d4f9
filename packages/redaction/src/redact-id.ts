import { redactText } from './redact.ts';

/** Numbers, digests and GUIDs: what ids are made of, and what could look like a card by chance. */
const plainId = /^[\da-f:/_-]*$/i;

/** An id that a caller chose, for where it leaves the process: as it is, unless it holds a secret. */
export function redactId(id: string): string {
  return plainId.test(id) ? id : redactText(id);
}
