import type { DeskConfig } from '@acebuddy/contracts';

/** Our words for statuses, which are Desk's defaults. */
const ownNames = ['Open', 'On Hold', 'Escalated', 'Closed'] as const;

/**
 * The portal's word for a status, however callers spell it: `closed`, `ON HOLD` and `on_hold` mean what the portal calls
 * `Closed` and `On Hold`. Any other name is the portal's own already, and must be written as there.
 */
export function toStatusName({ status_names }: Pick<DeskConfig, 'status_names'>, status: string): string {
  const wanted = letters(status);
  const own = ownNames.find((name) => letters(name) === wanted);
  if (own !== undefined) return status_names[own] ?? own;
  return Object.values(status_names).find((name) => letters(name) === wanted) ?? status;
}

/** For whoever named one that the portal does not have. */
export function knownStatusNames({ status_names }: Pick<DeskConfig, 'status_names'>): string {
  return ownNames.map((name) => status_names[name] ?? name).join(', ');
}

function letters(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]+/gu, '');
}
