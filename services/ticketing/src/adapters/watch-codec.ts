import { storedRecord } from '@acebuddy/contracts';
import { z } from 'zod';
import type { Watch } from '../ports.ts';

export const watchSchema = z.object({
  ticketId: z.string(),
  requestId: z.string(),
  status: z.string().nullable(),
  statusType: z.string().nullable(),
  modifiedTime: z.string().nullable(),
  commentCount: z.number().nullable(),
  commentsThrough: z.number(),
  told: z.array(z.string()).default([]),
  ownStatus: z.string().nullable(),
  looks: z.number(),
  quietLooks: z.number(),
  failures: z.number(),
  missedSince: z.number().nullable().default(null),
  createdAt: z.number(),
  resolvedInMs: z.number().nullable(),
});

const storedWatch = storedRecord(watchSchema);

/** A watch as an older or a newer release may have written it, or an error that says what is wrong with it. */
export function parseWatch(stored: unknown): Watch {
  return storedWatch.parse(stored);
}
