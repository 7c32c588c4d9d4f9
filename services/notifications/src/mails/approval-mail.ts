import type { IdentityProof, RequestApprovalInput } from '@acebuddy/contracts';
import { addressableName } from './addressable-name.ts';
import type { Block, MailContent } from './blocks.ts';
import { hello, paragraph, type Say, textsIn } from './phrases.ts';
import { requesterIdentity } from './requester-identity.ts';

export interface ApprovalMail {
  readonly request: Pick<
    RequestApprovalInput,
    'approver' | 'requester' | 'subject' | 'workflowName' | 'facts' | 'reference' | 'ticketNumber' | 'language'
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
  const say = textsIn(request.language);
  const { proof } = request.requester;
  const ticket = request.ticketNumber === null ? request.reference : `#${request.ticketNumber}`;
  const isProven = proof === 'verified' || proof === 'mailbox only';
  const what = isProven ? request.subject : (request.workflowName ?? say('approval.the_request', { ticket }));
  const facts = request.facts.filter(({ isOurs }) => isProven || isOurs === true);
  const isShort = facts.length < request.facts.length;
  const link = (decision: string) => `${url}?decision=${decision}`;
  return {
    language: say.language,
    subject: say('approval.subject', { reminder, what, numbered: request.ticketNumber !== null, ticket }),
    about: [request.reference, ...(request.ticketNumber === null ? [] : [ticket])],
    heading: say(reminder ? 'approval.heading_reminder' : 'approval.heading'),
    blocks: [
      hello(say, request.approver.name),
      ...whoAsks(say, request.requester, proof),
      {
        kind: 'facts',
        rows: [
          { label: say('fact.request'), value: what },
          ...facts.map(({ label, value }) => ({ label, value })),
          { label: say('fact.ticket'), value: ticket },
        ],
      },
      ...(isShort ? [paragraph(say('approval.more_on_page'))] : []),
      {
        kind: 'buttons',
        links: [
          { label: say('approval.approve'), url: link('approve') },
          { label: say('approval.decline'), url: link('decline') },
        ],
      },
      paragraph(say('approval.once_more', { until: decidableUntil })),
    ],
  };
}

function whoAsks(
  say: Say,
  { name, email }: RequestApprovalInput['requester'],
  proof: IdentityProof | null | undefined,
): readonly Block[] {
  const known = addressableName(name);
  const identity = paragraph(say('approval.identity', { identity: requesterIdentity(say, proof) }));
  const asks = (who: string) => paragraph(say('approval.asks', { who }));
  const mailbox = email === null ? [] : [paragraph(say('approval.email', { email }))];
  switch (proof) {
    case 'verified':
      return [asks(known ?? say('approval.a_customer')), identity, ...mailbox];
    case 'mailbox only':
      return [identity, ...mailbox, asks(known ?? say('approval.somebody'))];
    default:
      return [
        identity,
        asks(known === null ? say('approval.somebody_nameless') : say('approval.somebody_named', { name: known })),
      ];
  }
}
