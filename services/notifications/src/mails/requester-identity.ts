import type { IdentityProof } from '@acebuddy/contracts';

const proven: Readonly<Record<IdentityProof, string>> = {
  verified: 'verified. A code that was sent to an address of this customer was confirmed in the chat.',
  'mailbox only':
    'mailbox only. Whoever asks reads the mailbox that was given; nothing shows that the account or the company is hers.',
  'not verified': 'not verified. Nothing shows who asked.',
};

const advice: Readonly<Record<IdentityProof, string>> = {
  verified: '',
  'mailbox only': ' Ask her yourself before you approve.',
  'not verified': ' Ask the person yourself before you approve.',
};

/**
 * What is proven about who asks for an approval, beginning with its value. What nobody asked for is not proven either.
 * @param isOpen Whether there is something left to decide; else there is nothing to advise. @default true
 */
export function requesterIdentity(proof: IdentityProof | null | undefined, isOpen = true): string {
  const known = proof ?? 'not verified';
  return proven[known] + (isOpen ? advice[known] : '');
}
