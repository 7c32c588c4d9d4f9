import { AppError, type doubtPageSchema, instantSchema, type listDoubtsInputSchema } from '@acebuddy/contracts';
import type { z } from 'zod';
import type { DoubtPlace, LearningStore } from '../../learning-ports.ts';
import type { Conversations } from '../conversations.ts';
import { findMessage, toRow } from './labelled-message.ts';
import type { Labels } from './labels.ts';

export interface ListDoubtsDeps {
  readonly store: Pick<LearningStore, 'doubts'>;
  readonly conversations: Pick<Conversations, 'load' | 'turnsBefore'>;
  readonly labels: Pick<Labels, 'get'>;
}

type Input = Omit<z.output<typeof listDoubtsInputSchema>, 'actor'>;

/**
 * One page of the messages that were not understood. What is shown comes out of the sealed turns of this page alone; one whose
 * chat is gone meanwhile is left out.
 *
 * @throws AppError `BAD_REQUEST` for an `after` that is not from an earlier page
 */
export async function listDoubts(deps: ListDoubtsDeps, input: Input): Promise<z.output<typeof doubtPageSchema>> {
  const { after, limit, from, to, kind, language, labelled } = input;
  const given = { kind, language, labelled, from: from && inMs(from), to: to && inMs(to) };
  const filter = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const found = await deps.store.doubts(filter, { limit, ...(after === undefined ? {} : { before: placeOf(after) }) });
  const rows = await Promise.all(
    found.map(async (doubt) => {
      const { conversationId, seq } = doubt;
      const message = await findMessage(deps.conversations, { conversationId: conversationId as never, seq });
      if (message === null) return [];
      const label = doubt.labelled ? ((await deps.labels.get(doubt))?.label ?? null) : null;
      return [toRow({ ...doubt, conversationId: conversationId as never }, message, label)];
    }),
  );
  const last = found.at(-1);
  return { items: rows.flat(), next: found.length < limit || last === undefined ? null : cursorOf(last) };
}

/** Instants are compared as texts, all of them with milliseconds. */
const inMs = (instant: string): string => new Date(instant).toISOString();

const cursorOf = ({ at, seq, conversationId }: DoubtPlace): string => `${at} ${seq} ${conversationId}`;

function placeOf(cursor: string): DoubtPlace {
  const [, at = '', seq = '', conversationId = ''] = /^(\S+) (\d{1,9}) (.+)$/.exec(cursor) ?? [];
  if (!instantSchema.safeParse(at).success) throw new AppError('BAD_REQUEST', '"after" is no key of an earlier page.');
  return { at, seq: Number(seq), conversationId };
}
