export {
  describeStores,
  describeWithMongo,
  type MongoSuite,
  type OpenAgain,
  type OpenDatabase,
} from '@acebuddy/storage/testing';
export { type CapturedLogs, captureLogs } from './capture-logs.ts';
export { eventually } from './eventually.ts';
export { type FixedClock, fixedClock } from './fixed-clock.ts';
export { type MailCatcher, type MailFailure, startMailCatcher } from './mail/mail-catcher.ts';
export type { CaughtMail } from './mail/parse-mail.ts';
export { type MongoServer, type MongoServerOptions, startMongoServer } from './mongo/mongo-server.ts';
export { describeWithOwnMongo } from './mongo/own-mongo.ts';
export { findTestServer } from './mongo/test-server.ts';
export { type QueryPlans, watchPlans } from './query-plans.ts';
export { type SilentServer, startSilentServer } from './silent-server.ts';
export { type CollectedSpan, startTraceCollector, type TraceCollector } from './trace-collector.ts';
