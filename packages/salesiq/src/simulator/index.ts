export type { BotCall } from './bot-caller.ts';
export { type BotConsoleOptions, createBotConsole, type SavedWebhook } from './bot-console.ts';
export { type ChatWindow, type ChatWindowOptions, createChatWindow, type KeptWindow } from './chat-window.ts';
export type { EventBody } from './event-body.ts';
export { createEventSender, type EventDelivery, type EventSender } from './event-sender.ts';
export { createSalesiqPortal, type SalesiqPortal } from './portal.ts';
export type {
  Offer,
  SimulatedConversation,
  SimulatedLine,
  SimulatedOperator,
  SimulatedVisitor,
} from './portal-types.ts';
export { type RestFault, type SalesiqRestOptions, type SalesiqScope, salesiqRest } from './rest-plugin.ts';
export { createSigningKeys, deliveryHeaders, type SigningKeys } from './signing.ts';
