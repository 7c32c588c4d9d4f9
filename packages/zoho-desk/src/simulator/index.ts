export type { FaultKind, FaultRule } from './faults/rules.ts';
export { faultKinds } from './faults/rules.ts';
export type { SeedContact, SimulatorCredentials, SimulatorOptions, SimulatorSettings } from './options.ts';
export { createDeskSimulator, type DeskSimulator } from './simulator.ts';
export type { Delivery, Webhook, WebhookOptions } from './webhooks.ts';
