import { attentionKinds, watchedServices } from '@acebuddy/contracts';
import { z } from 'zod';
import table from './alerts.json' with { type: 'json' };

const alertSchema = z.strictObject({
  /** It is mailed when it has been there for so long. */
  limitMinutes: z.int().min(1),
  /** Services that all have to answer before it can be said to be gone. */
  toldBy: z.array(z.enum(watchedServices)),
  /** Path in the console where it is dealt with. */
  page: z.string().startsWith('/console'),
  one: z.string(),
  many: z.string(),
  /** What is lost (nothing) and what waits. */
  text: z.string(),
});
export type Alert = z.output<typeof alertSchema>;

/** Every kind of attention, by name. A kind that only a newer service knows is not mailed. */
export const alerts: Readonly<Record<string, Alert>> = z.record(z.enum(attentionKinds), alertSchema).parse(table);
