import {
  AppError,
  type ConversationRow,
  type conversationPageSchema,
  instantSchema,
  type listConversationsInputSchema,
} from '@acebuddy/contracts';
import type { Logger } from '@acebuddy/service-kit';
import type { Engine } from '@acebuddy/workflows';
import type { z } from 'zod';
import type { ListFilter, ListPlace } from '../../ports.ts';
import type { Conversations, Listed } from '../conversations.ts';
import { toRow } from './conversation-row.ts';
import { momentOf, needSpans } from './needs.ts';

export interface ListDeps {
  readonly conversations: Pick<Conversations, 'list' | 'waiting'>;
  readonly engine: Pick<Engine, 'view'>;
  readonly now: () => Date;
  readonly logger: Pick<Logger, 'warn'>;
}

/**
 * One page of the list. The store filters; what is shown comes out of the records of this page alone.
 *
 * @throws AppError `BAD_REQUEST` for an `after` that is not from an earlier page.
 */
export async function listConversations(
  deps: ListDeps,
  { order, ...input }: z.output<typeof listConversationsInputSchema>,
): Promise<z.output<typeof conversationPageSchema>> {
  return order === 'waiting' ? listWaiting(deps, input) : listNewest(deps, input);
}

type Input = Omit<z.output<typeof listConversationsInputSchema>, 'order'>;

async function listNewest(deps: ListDeps, { after, limit, ...filter }: Input) {
  const first = filter.to === undefined ? null : lastShownFor(filter.to);
  const place = after === undefined ? first : placeOf(after);
  const before = place === null ? {} : { before: place };
  // One more than is shown tells whether there is a page behind this one.
  const found = await deps.conversations.list(toFilter(filter, deps.now()), { ...before, limit: limit + 1 });
  return pageOf(deps, found, limit, ({ place }) => cursorOf(place.updatedAt, place.id));
}

/** What is read of chats that changed long after the days asked for: a list of a month that is over must not read all since. */
const changedWithinMs = 3 * 24 * 3_600_000;

/** Where a list of days up to `to` begins. */
function lastShownFor(to: string): ListPlace {
  return { updatedAt: new Date(Date.parse(to) + changedWithinMs).toISOString(), id: '' };
}

async function listWaiting(deps: ListDeps, { after, limit, attention = 'person_waiting', ...filter }: Input) {
  const now = deps.now();
  const moment = momentOf[attention];
  const wanted = { ...toFilter(filter, now), needs: { moment, within: needSpans(now)[moment] } };
  const place = after === undefined ? null : placeOf(after);
  const beyond = place === null ? {} : { after: { since: place.updatedAt, id: place.id } };
  const found = await deps.conversations.waiting(wanted, { ...beyond, limit: limit + 1 });
  return pageOf(deps, found, limit, ({ since, place: { id } }) => cursorOf(since, id));
}

/** `found` has one more than a page where there is one behind it. */
function pageOf<T extends Listed>(deps: ListDeps, found: readonly T[], limit: number, cursor: (last: T) => string) {
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.flatMap((listed) => rowOf(deps, listed)),
    next: found.length <= limit || last === undefined ? null : cursor(last),
  };
}

function rowOf({ engine, now, logger }: ListDeps, { place, record }: Listed): ConversationRow[] {
  if (record !== null) return [toRow(record, engine, now())];
  logger.warn({ conversationId: place.id }, 'a conversation cannot be opened, and is left out of the list');
  return [];
}

function toFilter(
  {
    state,
    outcome,
    workflow,
    verified,
    language,
    ratingMin,
    ratingMax,
    attention,
    from,
    to,
  }: Omit<Input, 'after' | 'limit'>,
  now: Date,
): ListFilter {
  const moment = attention === undefined ? undefined : momentOf[attention];
  const given = {
    state,
    outcome,
    workflow,
    proof: verified,
    language,
    ratingMin,
    ratingMax,
    from: from === undefined ? undefined : inMs(from),
    to: to === undefined ? undefined : inMs(to),
    needs: moment === undefined ? undefined : { moment, within: needSpans(now)[moment] },
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Instants are compared as texts, all of them with milliseconds. */
const inMs = (instant: string): string => new Date(instant).toISOString();

/** The instant that the list is in the order of, and the id. */
const cursorOf = (instant: string, id: string): string => `${instant} ${id}`;

function placeOf(cursor: string): ListPlace {
  const at = cursor.indexOf(' ');
  const [updatedAt, id] = [cursor.slice(0, at), cursor.slice(at + 1)];
  if (at < 0 || !instantSchema.safeParse(updatedAt).success)
    throw new AppError('BAD_REQUEST', '"after" is no key of an earlier page.');
  return { updatedAt, id };
}
