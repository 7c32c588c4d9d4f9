export * from './clock.ts';
export type * from './desk.ts';
export * from './failure.ts';
