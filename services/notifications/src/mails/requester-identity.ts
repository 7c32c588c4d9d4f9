import type { IdentityProof } from '@acebuddy/contracts';
import type { Say } from './phrases.ts';

const proven = {
  verified: 'identity.verified',
  'mailbox only': 'identity.mailbox_only',
  'not verified': 'identity.not_verified',
} as const satisfies Record<IdentityProof, string>;

const advice = {
  verified: null,
  'mailbox only': 'identity.ask_her',
  'not verified': 'identity.ask_person',
} as const satisfies Record<IdentityProof, string | null>;

/**
 * What is proven about who asks for an approval, beginning with its value. What nobody asked for is not proven either.
 * @param isOpen Whether there is something left to decide; else there is nothing to advise. @default true
 */
export function requesterIdentity(say: Say, proof: IdentityProof | null | undefined, isOpen = true): string {
  const known = proof ?? 'not verified';
  const advised = isOpen ? advice[known] : null;
  return advised === null ? say(proven[known]) : `${say(proven[known])} ${say(advised)}`;
}
