export { toNotifications, toTicketing } from './adapters/clients.ts';
export { llmEnvironmentShape, toLlmSettings } from './adapters/llm/llm-settings.ts';
export { sealedPlaces } from './adapters/sealed-places.ts';
export { type Brain, type BrainOptions, loadBrain } from './brain.ts';
export type { Conversation } from './conversation.ts';
export type { ConversationRouter } from './router.ts';
export { type ConversationServer, type ConversationServerDeps, createServer } from './server.ts';
