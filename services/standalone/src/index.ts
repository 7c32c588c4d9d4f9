export { type StandaloneConfig, standaloneConfigSchema } from './config.ts';
export {
  type ServiceName,
  type ServiceProcess,
  type ServiceProcessOptions,
  startServiceProcess,
} from './distributed/service-process.ts';
export { type Distributed, type DistributedOptions, startDistributed } from './distributed/start-distributed.ts';
export { openKeeping } from './keeping/open-keeping.ts';
export { type RotateOptions, type RotationReport, rotateKeys } from './keeping/rotate-keys.ts';
export { type VerifyTrailsOptions, verifyTrails } from './keeping/verify-trails.ts';
export type { CaughtMail, MailCatcher } from './mail-catcher.ts';
export { type ProductTime, systemTime } from './product/time.ts';
export { type Product, startProduct } from './product.ts';
export type { ZohoSimulation } from './zoho-simulation.ts';
