export { type Audit, type AuditDeps, type AuditEvent, createAudit, noAudit } from './audit.ts';
export { givenReason } from './given-reason.ts';
export { type OpenAuditOptions, openAudit } from './open-audit.ts';
export { type AuditProblem, type AuditReport, verifyChain } from './verify-chain.ts';
