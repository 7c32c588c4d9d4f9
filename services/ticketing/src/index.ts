export { checkConnection } from './adapters/check-connection.ts';
export type { ZohoConnection } from './adapters/connect-zoho.ts';
export { restoredTickets, seenRestoredTickets } from './adapters/restored-tickets.ts';
export { sealedPlaces } from './adapters/sealed-places.ts';
export { toWorkSettings, toZohoConnection, zohoConnectionShape } from './config.ts';
export type { TicketingRouter } from './router.ts';
export { createTicketingServer, type TicketingServer, type TicketingServerDeps } from './server.ts';
