import type { Audit } from '@acebuddy/audit';
import type { Approvals } from './approvals.ts';
import type { Codes } from './codes.ts';

type Trail = Pick<Audit, 'record'>;

/** The same codes; what was sent, and every check, goes to the audit trail. Neither code nor address does. */
export function auditedCodes(codes: Codes, audit: Trail): Codes {
  return {
    ...codes,
    async send(request) {
      const outcome = await codes.send(request);
      await audit.record({
        kind: 'code_sent',
        subject: request.conversationId,
        key: `sent:${request.requestId}:${outcome.outcome}`,
        details: { purpose: request.purpose, outcome: outcome.outcome },
      });
      return outcome;
    },
    async verify(input) {
      const answer = await codes.verify(input);
      await audit.record({
        kind: answer.result === 'verified' ? 'code_verified' : 'code_failed',
        subject: input.conversationId,
        key: `checked:${input.requestId}`,
        details: { purpose: input.purpose, result: answer.result, triesLeft: answer.triesLeft },
      });
      return answer;
    },
  };
}

/** The same approvals; every decision goes to the audit trail. */
export function auditedApprovals(approvals: Approvals, audit: Trail): Approvals {
  return {
    ...approvals,
    async decide(token, decision, comment) {
      const view = await approvals.decide(token, decision, comment);
      await audit.record({
        kind: 'approval_decided',
        subject: view.approvalId,
        key: `decided:${view.approvalId}`,
        details: { status: view.status, ticket: view.ticketNumber ?? null },
      });
      return view;
    },
  };
}
