export type { ZohoConnection } from './adapters/connect-zoho.ts';
export { createTicketingServer, type TicketingServer, type TicketingServerDeps } from './server.ts';
