import {
  identityProofSchema,
  referenceSchema,
  storedRecord,
  storedWork,
  ticketDraftSchema,
  ticketRefSchema,
} from '@acebuddy/contracts';
import { type WorkOrigin, workOriginSchema } from '@acebuddy/service-kit';
import type { RecordCipher } from '@acebuddy/storage';
import { z } from 'zod';
import type { Observation, Step, StepPayload, StepProgress, StepResult } from '../ports.ts';

/* How steps are written by both stores: the customer's words sealed, the rest as plain JSON. Parsed when read, since an older or a newer release may have written it. */

export const payloadSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('create'), reference: referenceSchema, draft: ticketDraftSchema }),
  z.object({ kind: z.literal('comment'), parts: z.array(z.string()), isPublic: z.boolean() }),
  z.object({ kind: z.literal('status'), status: z.string() }),
  z.object({ kind: z.literal('priority'), priority: z.string() }),
  z.object({ kind: z.literal('proof'), proof: identityProofSchema }),
  z.object({
    kind: z.literal('revise'),
    reference: referenceSchema,
    description: z.string(),
    dueAt: z.string().nullable().exactOptional(),
    fields: z.record(z.string(), z.string()),
  }),
  z.object({ kind: z.literal('tags'), tags: z.array(z.string()) }),
  z.object({
    kind: z.literal('call'),
    subject: z.string(),
    phone: z.string(),
    startsAt: z.string(),
    description: z.string(),
  }),
  z.object({
    kind: z.literal('attachment'),
    url: z.string(),
    name: z.string(),
    contentType: z.string().exactOptional(),
  }),
  z.object({
    kind: z.literal('verify'),
    reference: referenceSchema,
    subject: z.string(),
    email: z.string().exactOptional(),
    kept: z.string(),
    since: z.number(),
  }),
]);

const callSchema = z.object({
  at: z.number(),
  method: z.string(),
  path: z.string(),
  ms: z.number(),
  status: z.number().nullable(),
  outcome: z.enum(['ok', 'refused', 'failed', 'no_answer', 'limited']),
});
export const progressSchema = z.object({
  attempts: z.number(),
  part: z.number(),
  resultIds: z.array(z.string()),
  sentAt: z.number().nullable(),
  firstSentAt: z.number().nullable(),
  sends: z.number(),
  looks: z.number(),
  dropped: z.array(z.string()),
  calls: z.array(callSchema).exactOptional(),
});
const seenSchema = z.object({
  status: z.string(),
  statusType: z.string().nullable(),
  modifiedTime: z.string().nullable(),
  createdTime: z.string().nullable(),
});
export const resultSchema = z.object({
  ticket: ticketRefSchema.exactOptional(),
  reference: referenceSchema.exactOptional(),
  seen: seenSchema.exactOptional(),
  resent: z.boolean().exactOptional(),
  adopted: z.boolean().exactOptional(),
  dropped: z.array(z.string()).exactOptional(),
  duplicates: z.array(z.string()).exactOptional(),
  resultId: z.string().exactOptional(),
});
export const observationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ticket'), ticket: ticketRefSchema, seen: seenSchema }),
  z.object({ kind: z.literal('part'), part: z.number(), resultId: z.string() }),
]);

export interface StepCodec {
  seal(stepId: string, payload: StepPayload): string;
  /**
   * No payload when it cannot be opened (a key is missing, or the record was altered), or not understood: then it is
   * `foreign`. One such step must not stop the others.
   */
  open(stepId: string, sealed: string): Pick<Step, 'payload' | 'foreign'>;
}

const storedPayload = storedWork(payloadSchema);
const storedProgress = storedRecord(progressSchema);
const storedResult = storedRecord(resultSchema);
const storedObservations = storedRecord(z.array(observationSchema));

export function createStepCodec(cipher: RecordCipher): StepCodec {
  return {
    seal: (stepId, payload) => cipher.seal(JSON.stringify(payload), recordId(stepId)),
    open: (stepId, sealed) => {
      let foreign: unknown;
      try {
        foreign = JSON.parse(cipher.open(sealed, recordId(stepId)));
      } catch {
        return { payload: null };
      }
      const { data } = storedPayload.safeParse(foreign);
      return data === undefined ? { payload: null, foreign } : { payload: data };
    },
  };
}

function recordId(stepId: string): string {
  return `ticketing/step/${stepId}`;
}

export const freshProgress: StepProgress = {
  attempts: 0,
  part: 0,
  resultIds: [],
  sentAt: null,
  firstSentAt: null,
  sends: 0,
  looks: 0,
  dropped: [],
};

export function parseProgress(stored: unknown): StepProgress {
  return storedProgress.parse(stored);
}

export function parseResult(stored: unknown): StepResult | null {
  return stored === null || stored === undefined ? null : storedResult.parse(stored);
}

export function parseObservations(stored: unknown): readonly Observation[] {
  return storedObservations.parse(stored ?? []);
}

/** A note that cannot be read must not keep the work from being done. */
export function parseOrigin(stored: unknown): WorkOrigin | null {
  return workOriginSchema.safeParse(stored).data ?? null;
}

/** What a person's retry starts from: the evidence of what may have been done stays. */
export function progressAfterRetry(progress: StepProgress): StepProgress {
  return { ...progress, attempts: 0, looks: 0 };
}

/** Sorts the outbox by age; the id makes it unique. */
export function outboxKeyOf(createdAt: number, stepId: string): string {
  return `${new Date(createdAt).toISOString()}|${stepId}`;
}
