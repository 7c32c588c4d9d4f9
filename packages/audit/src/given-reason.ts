import type { AuditDetails } from '@acebuddy/contracts';

/** As much as a detail may have. */
const reasonMax = 300;

/** Why an operator had given-up work tried again, or dropped it, in her words as the gateway redacted them, without addresses. */
export function givenReason(reason: string | undefined): AuditDetails {
  const said = (reason ?? '').replaceAll(/\S+@\S+/g, '[address removed]').trim();
  return said === '' ? {} : { reason: said.slice(0, reasonMax) };
}
