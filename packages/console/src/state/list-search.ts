import { codeText, oneOf, type Search, withoutUnset } from './read-search.ts';

export const services = ['conversation', 'ticketing', 'notifications'] as const;
export const workStates = ['pending', 'parked', 'dead', 'stuck'] as const;
export const workTopics = ['mails', 'others'] as const;
export const mailStates = ['pending', 'sent', 'dead'] as const;
export const approvalStates = ['open', 'approved', 'declined', 'expired'] as const;

export interface WorkSearch {
  readonly service?: (typeof services)[number];
  /** `stuck`: what "needs attention" counts, given up or of no use to wait for. */
  readonly state?: (typeof workStates)[number];
  readonly topic?: (typeof workTopics)[number];
}
export function readWorkSearch({ service, state, topic }: Search): WorkSearch {
  return withoutUnset({
    service: oneOf(service, services),
    state: oneOf(state, workStates),
    topic: oneOf(topic, workTopics),
  });
}

export interface MailSearch {
  readonly status?: (typeof mailStates)[number];
  readonly kind?: string;
  /** Without those that nobody can have sent again: codes. */
  readonly resendable?: true;
}
export function readMailSearch({ status, kind, resendable }: Search): MailSearch {
  return withoutUnset({
    status: oneOf(status, mailStates),
    kind: codeText(kind, 60),
    resendable: resendable === true ? (true as const) : undefined,
  }) as MailSearch;
}

export interface ApprovalSearch {
  readonly status?: (typeof approvalStates)[number];
  readonly overdue?: true;
}
export function readApprovalSearch({ status, overdue }: Search): ApprovalSearch {
  return withoutUnset({
    status: oneOf(status, approvalStates),
    overdue: overdue === true ? (true as const) : undefined,
  });
}
