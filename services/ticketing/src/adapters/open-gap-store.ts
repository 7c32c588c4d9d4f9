import { type Database, openPulse, openRestoreMarks, openVersionedRecord, type RecordCipher } from '@acebuddy/storage';
import { z } from 'zod';
import type { GapStore } from '../ports.ts';

export const gapsPlace = { collection: 'gaps', recordId: 'ticketing/gaps' } as const;

const straySchema = z.object({
  ticketId: z.string(),
  ticketNumber: z.string(),
  reference: z.string(),
  webUrl: z.string().nullable(),
  createdTime: z.string().nullable(),
});
export const gapSchema = z.object({
  id: z.string(),
  from: z.number(),
  until: z.number(),
  isMarked: z.boolean(),
  surelyAt: z.number(),
  lookedAt: z.number().nullable(),
  trouble: z.string().nullable(),
  strays: z.array(straySchema),
  isSeen: z.boolean(),
});

/** Times of which this store may know nothing, its pulse, and the marks of restores, in the service's own store. */
export function openGapStore(database: Database, cipher: RecordCipher): GapStore {
  return {
    gaps: openVersionedRecord({
      database,
      cipher,
      ...gapsPlace,
      name: 'gaps',
      parse: (value) => z.array(gapSchema).parse(value),
      // Whoever cannot read them finds them anew from the marks.
      unreadable: [],
    }),
    pulse: openPulse(database),
    marks: openRestoreMarks(database),
  };
}
