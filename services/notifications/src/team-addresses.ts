import type { DeskConfig } from '@acebuddy/contracts';

/** Where each team's notices go, as far as the operator's file says so. */
export function teamAddressesOf({ teams }: DeskConfig): Record<string, string> {
  return Object.fromEntries(
    Object.entries(teams).flatMap(([team, { email }]) => (email === undefined ? [] : [[team, email]])),
  );
}
