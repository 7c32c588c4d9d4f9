export { connectSalesiq, type SalesiqConnection, type TokenPlace } from './adapters/connect-salesiq.ts';
export { sealedPlaces } from './adapters/sealed-places.ts';
export { createSmtpMailer } from './adapters/smtp-mailer.ts';
export { type NotificationsConfig, notificationsConfigSchema } from './config.ts';
export type { ChatClient, Mailer } from './ports.ts';
export type { NotificationsRouter } from './router.ts';
export { createServer, type NotificationsServer, type NotificationsServerDeps } from './server.ts';
export { teamAddressesOf } from './team-addresses.ts';
