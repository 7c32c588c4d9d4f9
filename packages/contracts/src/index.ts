export * from './conversation.ts';
export * from './desk-config.ts';
export * from './errors.ts';
export * from './ids.ts';
export * from './notifications.ts';
export * from './people.ts';
export * from './ticketing.ts';
