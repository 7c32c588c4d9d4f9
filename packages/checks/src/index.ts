export { type CheckId, catalogue, checkIds } from './catalogue.ts';
export { type Check, type CheckReport, type Finding, fine, problem, skipped, warning } from './check.ts';
export { apiKeysCheck, type DoorFacts, signatureCheck } from './door-checks.ts';
export { diskCheck, envFileCheck, nodeCheck } from './machine-checks.ts';
export { noticesOf } from './notices.ts';
export {
  clockCheck,
  mailCheck,
  type SalesiqProbe,
  salesiqCheck,
  webhookCheck,
  zohoCheck,
} from './outside-checks.ts';
export { runChecks } from './run-checks.ts';
export { atMostEvery, createStandingChecks, type StandingChecks } from './standing-checks.ts';
