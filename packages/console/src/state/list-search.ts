import { codeText, oneOf, type Search, withoutUnset } from './read-search.ts';

export const services = ['conversation', 'ticketing', 'notifications'] as const;
export const workStates = ['pending', 'parked', 'dead'] as const;
export const mailStates = ['pending', 'sent', 'dead'] as const;
export const approvalStates = ['open', 'approved', 'declined', 'expired'] as const;

export interface WorkSearch {
  readonly service?: (typeof services)[number];
  readonly state?: (typeof workStates)[number];
}
export function readWorkSearch({ service, state }: Search): WorkSearch {
  return withoutUnset({ service: oneOf(service, services), state: oneOf(state, workStates) });
}

export interface MailSearch {
  readonly status?: (typeof mailStates)[number];
  readonly kind?: string;
}
export function readMailSearch({ status, kind }: Search): MailSearch {
  return withoutUnset({ status: oneOf(status, mailStates), kind: codeText(kind, 60) }) as MailSearch;
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
