import { keptEventSchema, openTurnSchema } from './adapters/file-keeps.ts';

/** What this service keeps, by name. The contract files hold it from release to release: a neighbour reads it, too. */
export const storedDocuments = { 'undelivered-event': keptEventSchema, 'open-turn': openTurnSchema } as const;
