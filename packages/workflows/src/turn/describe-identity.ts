import type { Turn } from '../flow/turn.ts';
import { maskEmail } from './identity.ts';

/** The lines about identity on a ticket whose workflow touches an account. */
export function describeIdentity({ state }: Turn, verification: 'none' | 'code'): string[] {
  if (verification === 'none') return [];
  const { identity } = state;
  if (identity.verified !== null)
    return ['', `Identity: verified by a one-time code sent to ${maskEmail(identity.verified)}.`];
  const tries = identity.wrong === 0 ? '' : ` Wrong codes entered: ${identity.wrong}.`;
  return [
    '',
    `Identity: NOT VERIFIED. ${identity.note ?? 'No code was confirmed in this chat.'}${tries} Check who this is before changing anything.`,
  ];
}
