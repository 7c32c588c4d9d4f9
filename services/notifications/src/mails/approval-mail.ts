import type { IdentityProof, RequestApprovalInput } from '@acebuddy/contracts';
import { addressableName } from './addressable-name.ts';
import type { Block, MailContent } from './blocks.ts';
import { hello, paragraph } from './phrases.ts';
import { requesterIdentity } from './requester-identity.ts';

export interface ApprovalMail {
  readonly request: Pick<
    RequestApprovalInput,
    'approver' | 'requester' | 'subject' | 'workflowName' | 'facts' | 'reference' | 'ticketNumber'
  >;
  readonly url: string;
  readonly reminder: boolean;
  /** Until when it can be decided, in words. */
  readonly decidableUntil: string;
}

/**
 * Asks a point of contact. Who asks, and what is proven about her, comes first. While nothing is proven, the mail has no words
 * of hers but a name that looks like one: they are on the page, which is ours and says the same about her.
 */
export function composeApproval({ request, url, reminder, decidableUntil }: ApprovalMail): MailContent {
  const { proof } = request.requester;
  const ticket = request.ticketNumber === null ? request.reference : `#${request.ticketNumber}`;
  const isProven = proof === 'verified' || proof === 'mailbox only';
  const what = isProven ? request.subject : (request.workflowName ?? `the request ${ticket}`);
  const facts = request.facts.filter(({ isOurs }) => isProven || isOurs === true);
  const isShort = facts.length < request.facts.length;
  const link = (decision: string) => `${url}?decision=${decision}`;
  return {
    subject: `${reminder ? 'Reminder: ' : ''}Please decide: ${what}${request.ticketNumber === null ? '' : ` (${ticket})`}`,
    about: [request.reference, ...(request.ticketNumber === null ? [] : [ticket])],
    heading: reminder ? 'A request still waits for your decision' : 'A request needs your decision',
    blocks: [
      hello(request.approver.name),
      ...whoAsks(request.requester, proof),
      {
        kind: 'facts',
        rows: [
          { label: 'Request', value: what },
          ...facts.map(({ label, value }) => ({ label, value })),
          { label: 'Ticket', value: ticket },
        ],
      },
      ...(isShort ? [paragraph('What else was written is on the page, in the words of whoever asked.')] : []),
      {
        kind: 'buttons',
        links: [
          { label: 'Approve', url: link('approve') },
          { label: 'Decline', url: link('decline') },
        ],
      },
      paragraph(
        `The page asks you once more before anything is decided. You can decide until ${decidableUntil}; after that the request ends without a decision.`,
      ),
    ],
  };
}

function whoAsks(
  { name, email }: RequestApprovalInput['requester'],
  proof: IdentityProof | null | undefined,
): readonly Block[] {
  const known = addressableName(name);
  const identity = paragraph(`Identity of the requester: ${requesterIdentity(proof)}`);
  const asks = (who: string) => paragraph(`${who} asked our support for the following, which needs your approval:`);
  const mailbox = email === null ? [] : [paragraph(`E-mail of the requester: ${email}`)];
  switch (proof) {
    case 'verified':
      return [asks(known ?? 'A customer'), identity, ...mailbox];
    case 'mailbox only':
      return [identity, ...mailbox, asks(known ?? 'Somebody')];
    default:
      return [identity, asks(known === null ? 'Somebody who gave no name' : `Somebody who goes by ${known}`)];
  }
}
