/* The servers alone, for programs that run outside vitest. */
export { type MailCatcher, type MailFailure, startMailCatcher } from './mail/mail-catcher.ts';
export type { CaughtMail } from './mail/parse-mail.ts';
export { type MongoServer, startMongoServer } from './mongo/mongo-server.ts';
export { findTestServer } from './mongo/test-server.ts';
