export { type StandaloneConfig, standaloneConfigSchema } from './config.ts';
export {
  type Program,
  type ServiceName,
  type ServiceProcess,
  type ServiceProcessOptions,
  startServiceProcess,
} from './distributed/service-process.ts';
export { type Distributed, type DistributedOptions, startDistributed } from './distributed/start-distributed.ts';
export { markRestored } from './keeping/backup/mark-restored.ts';
export { type RestoreOptions, restoreBackup } from './keeping/backup/restore-backup.ts';
export { restoredLines } from './keeping/backup/restored-list.ts';
export { copyOrder, takeBackup } from './keeping/backup/take-backup.ts';
export { learnFromShell } from './keeping/learn-from-shell.ts';
export { openKeeping } from './keeping/open-keeping.ts';
export { type RotateOptions, type RotationReport, rotateKeys } from './keeping/rotate-keys.ts';
export { type VerifyTrailsOptions, verifyTrails } from './keeping/verify-trails.ts';
export type { CaughtMail, MailCatcher } from './mail-catcher.ts';
export { type ProductTime, systemTime } from './product/time.ts';
export { type Product, startProduct } from './product.ts';
export type { ZohoSimulation } from './zoho-simulation.ts';
