export type { SalesiqFailure, SalesiqOutcome } from './client/outcome.ts';
export {
  callbackWindowMs,
  createSalesiqClient,
  type SalesiqClient,
  type SalesiqClientOptions,
} from './client/salesiq-client.ts';
export { type EventWebhook, eventWebhookSchema, isEventWebhook } from './event-webhook.ts';
export { salesiqOriginOf } from './hosts.ts';
export { parseJsonText } from './json-text.ts';
export { toMessageText } from './loose-values.ts';
export { previewPrefix, shortId, toConversationId } from './session-key.ts';
export { parseSignatureKeys, signatureHeader, verifySignature } from './signature.ts';
export { type CallbackContent, toCallbackResponse } from './to-callback-response.ts';
export { type MappedEvent, toChatEvents } from './to-chat-events.ts';
export { type IgnoredReason, type Incoming, type ToIncomingOptions, toIncoming } from './to-incoming.ts';
export { toLanguage } from './to-language.ts';
export { type StandIns, type ToZobotResponseOptions, type Turn, toZobotResponse } from './to-zobot-response.ts';
export { isZobotRequest, type ZobotRequest, zobotRequestSchema } from './zobot-request.ts';
export { type ZobotResponse, zobotResponseSchema } from './zobot-response.ts';
