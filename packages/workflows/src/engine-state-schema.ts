import { z } from 'zod';

/** What everybody but the engine knows of its state: the number of its schema (`stateSchema` is the engine's own). */
export const engineStateSchema = z.looseObject({ schema: z.number() });
