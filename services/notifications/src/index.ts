export { connectSalesiq, type SalesiqConnection, type TokenPlace } from './adapters/connect-salesiq.ts';
export { type RestoredWork, restoredWork } from './adapters/restored-work.ts';
export { sealedPlaces } from './adapters/sealed-places.ts';
export { createSmtpMailer } from './adapters/smtp-mailer.ts';
export {
  codeCapsShape,
  type NotificationsConfig,
  notificationsConfigSchema,
  toCodeCaps,
  toWatchSettings,
  watchShape,
} from './config.ts';
export { mailTroubleOf } from './domain/mail-check.ts';
export { mailLookOf } from './mails/mail-look.ts';
export type { ChatClient, Mailer } from './ports.ts';
export type { NotificationsRouter } from './router.ts';
export { createServer, type NotificationsServer, type NotificationsServerDeps } from './server.ts';
export { teamAddressesOf } from './team-addresses.ts';
