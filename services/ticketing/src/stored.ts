import { ticketNewsSchema } from '@acebuddy/contracts';
import { gapSchema } from './adapters/open-gap-store.ts';
import { observationSchema, payloadSchema, progressSchema, resultSchema } from './adapters/step-codec.ts';
import { watchSchema } from './adapters/watch-codec.ts';

/** What this service keeps, by name. The contract files hold it from release to release: a neighbour reads it, too. */
export const storedDocuments = {
  'step-payload': payloadSchema,
  'step-progress': progressSchema,
  'step-result': resultSchema,
  'step-observation': observationSchema,
  watch: watchSchema,
  gap: gapSchema,
} as const;

/** Entries of this service's feeds, by the procedure that reads them: stored here, and read by others. */
export const feeds = { news: ticketNewsSchema } as const;
