import { createHash } from 'node:crypto';
import { ensureIndexes, newestFirst as readNewestFirst } from '@acebuddy/storage';
import type { Collection, Db, Document, Filter } from 'mongodb';
import {
  type ConversationStore,
  type ListColumns,
  type ListFilter,
  type ListPage,
  type ListPlace,
  type Need,
  type NeedMoment,
  type NewConversation,
  needMoments,
  onlyOpened,
  type Span,
  type StoredConversation,
  type Waiting,
  type WaitingPage,
} from '../ports.ts';
import { countNeeds, type NeedyRow } from './count-needs.ts';
import { createChangeCount } from './mongo-change-count.ts';
import type { ConversationDocument } from './mongo-conversation-store.ts';

/** What is written of `list`: its values, the oldest of its moments, and the version that they are of. */
export type ListDocument = ListColumns & { readonly needsSince: string | null; readonly version: number };

/** One index holds all that a filter asks for. It takes the place of the one on updatedAt. Lists walk it backward. */
const inOrder = {
  updatedAt: 1,
  _id: 1,
  'list.state': 1,
  'list.workflow': 1,
  'list.outcome': 1,
  'list.proof': 1,
  'list.language': 1,
  'list.rating': 1,
  version: 1,
  'list.version': 1,
} as const;
const newestFirst = { updatedAt: -1, _id: -1 } as const;
/** What lists are filtered by, what leaves the least first. */
const filtered = ['outcome', 'rating', 'language', 'workflow', 'proof', 'state'] as const;
/** An index for each that few of the conversations may be; one of three proofs is never few. Each costs a commit about 1.5 %. */
const selective = [
  { 'list.outcome': 1 },
  // Few are rated. With the rest in it several filters at once read no row that they do not show.
  { 'list.rating': 1, 'list.language': 1, 'list.state': 1, 'list.proof': 1 },
  { 'list.language': 1 },
  { 'list.workflow': 1 },
  { 'list.state': 1 },
] as const;
/** Some stars and a language: the second of these indexes leaves one in a hundred. */
const narrow = ['list.rating', 'list.language'] as const;
const selectiveFields = selective.flatMap((key) => Object.keys(key).slice(0, 1));
/** Of earlier releases: those that each message would change for nothing, or that read more. */
const dropped: ReadonlySet<string> = new Set(['{"updatedAt":1}', '{"list.proof":1}', '{"list.rating":1}']);
/** So many of the newest conversations make the mark. */
const markedMax = 20;

/** Lists of conversations in MongoDB. */
export async function mongoLists(db: Db, conversations: Collection<ConversationDocument>) {
  const changes = createChangeCount(db);
  await ensureIndexes(conversations, [
    { key: inOrder },
    // For what few of the conversations are.
    ...selective.map((key) => ({ key })),
    ...needMoments.map((name) => ({
      key: { [`list.${name}`]: 1 },
      partialFilterExpression: { [`list.${name}`]: { $gt: '' } },
    })),
  ]);
  await dropEarlier(conversations);
  const readNewest = readNewestFirst();

  /** What is of the range and meets the condition, in the order of the list. */
  async function read(
    from: string,
    { before: place, limit }: ListPage,
    condition: Condition,
    projection: Document = {},
  ): Promise<readonly ConversationDocument[]> {
    const query = (range: Condition, count: number, isWide = false) =>
      conversations
        // Some servers go by the first field that has an index.
        .find(isWide ? { ...condition, ...range } : { ...range, ...condition }, { projection })
        .sort(newestFirst)
        .limit(count)
        .toArray();
    // A choice of ranges in one query is none.
    const asOld =
      place === undefined || place.updatedAt < from
        ? []
        : await query({ updatedAt: place.updatedAt, _id: { $lt: place.id } }, limit);
    const older = await readNewest(
      {
        from,
        limit: limit - asOld.length,
        ...(place === undefined ? {} : { until: place.updatedAt }),
        isNarrow: narrow.every((field) => isFew(condition[field])),
        isIndexed: selectiveFields.some((field) => isFew(condition[field])),
      },
      (updatedAt, count, isWide) => query({ updatedAt }, count, isWide),
      ({ updatedAt }) => updatedAt,
    );
    return [...asOld, ...older];
  }

  return {
    documentOf({ list, version }: NewConversation): { list?: ListDocument } {
      if (list === undefined) return {};
      const moments = needMoments.map((name) => list[name]).filter((moment) => moment !== null);
      return { list: { ...list, needsSince: moments.sort()[0] ?? null, version } };
    },
    async list(
      filter: ListFilter,
      page: ListPage,
      toStored: (found: ConversationDocument) => StoredConversation,
    ): Promise<readonly StoredConversation[]> {
      if (filter.needs === undefined) return (await read(filter.from ?? '', page, conditionOf(filter))).map(toStored);
      const found = await conversations
        .find({ $and: [neededOf(filter.needs), ...rangeOf(filter, page), ...notEmpty(conditionOf(filter))] })
        .sort(newestFirst)
        .limit(page.limit)
        .toArray();
      return found.map(toStored);
    },
    async waiting(
      filter: Parameters<ConversationStore['waiting']>[0],
      { after, limit }: WaitingPage,
      toStored: (found: ConversationDocument) => StoredConversation,
    ): Promise<readonly Waiting[]> {
      const { moment } = filter.needs;
      const [field, range] = [`list.${moment}`, rangeOf(filter, { limit })];
      const beyond =
        after === undefined
          ? []
          : [
              { [field]: { $gte: after.since } },
              { $or: [{ [field]: { $gt: after.since } }, { [field]: after.since, _id: { $gt: after.id } }] },
            ];
      const found = await conversations
        .find({ $and: [neededOf(filter.needs), ...beyond, ...range, ...notEmpty(conditionOf(filter))] })
        .sort({ [field]: 1, _id: 1 })
        .limit(limit)
        .toArray();
      return found.map((document) => ({ since: document.list?.[moment] ?? '', conversation: toStored(document) }));
    },
    async listed(from: string, page: ListPage): Promise<readonly (ListPlace & { readonly isCurrent: boolean })[]> {
      const found = await read(from, page, {}, { updatedAt: 1, version: 1, 'list.version': 1 });
      return found.map(({ _id, updatedAt, version, list }) => ({
        id: _id,
        updatedAt,
        isCurrent: list?.version === version,
      }));
    },
    async needs(within: Readonly<Record<NeedMoment, Span>>): Promise<Readonly<Record<NeedMoment, Need>>> {
      const found = await Promise.all(
        needMoments.map((moment) => {
          const needed = neededOf({ moment, within: within[moment] });
          return conversations.find(needed, { projection: { list: 1, deadCount: 1 } }).toArray();
        }),
      );
      const rows = new Map<string, NeedyRow>();
      for (const { _id, list, deadCount } of found.flat())
        if (list !== undefined) rows.set(_id, { ...list, deadCount });
      return countNeeds([...rows.values()], within);
    },
    changed: changes.add,
    /**
     * What changes at its place in the list is counted, and told about a second later; what moves is among the newest. A replica of
     * an earlier release counts nothing.
     */
    async mark(): Promise<string> {
      const [counted, found] = await Promise.all([
        changes.count(),
        read('', { limit: markedMax }, {}, { updatedAt: 1, version: 1 }),
      ]);
      const newest = found.map(({ _id, updatedAt, version }) => `${_id} ${updatedAt} ${version}`);
      const text = [counted, ...newest].join('\n');
      return createHash('sha256').update(text).digest('base64url').slice(0, 22);
    },
  };
}

/** One of the earlier releases that still runs reads the same without them. */
async function dropEarlier(conversations: Collection<ConversationDocument>): Promise<void> {
  const earlier = (await conversations.indexes()).filter(({ key }) => dropped.has(JSON.stringify(key)));
  for (const { name } of earlier) if (name !== undefined) await conversations.dropIndex(name).catch(() => undefined);
}

/** A condition that an index finds: a value, or some. */
const isFew = (condition: unknown): boolean =>
  typeof condition === 'string' ||
  typeof condition === 'number' ||
  (condition as { $in?: unknown } | undefined)?.$in !== undefined;

type Condition = Filter<ConversationDocument>;

function rangeOf({ from = '' }: Pick<ListFilter, 'from'>, { before }: ListPage): Condition[] {
  const beyond =
    before === undefined
      ? []
      : [
          { updatedAt: { $lte: before.updatedAt } },
          { $or: [{ updatedAt: { $lt: before.updatedAt } }, { _id: { $lt: before.id } }] },
        ];
  return [{ updatedAt: { $gte: from } }, ...beyond];
}

function conditionOf({ ratingMin, ratingMax, needs, ...filter }: ListFilter): Condition {
  const rating = ratingMin === undefined && ratingMax === undefined ? undefined : starsBetween(ratingMin, ratingMax);
  const isSaid = needs === undefined && filter.state === undefined;
  const values = { ...filter, rating, state: isSaid ? { $ne: onlyOpened } : filter.state };
  const given = Object.fromEntries(
    filtered.flatMap((name) => (values[name] === undefined ? [] : [[`list.${name}`, values[name]]])),
  );
  return { ...given, ...begunBefore(filter.to) };
}

/** As what it must not be: a choice of two conditions would keep some servers from the order of their index. */
function begunBefore(to: string | undefined): Condition {
  if (to === undefined) return {};
  return { $nor: [{ 'list.began': { $gte: to } }, { 'list.began': null, updatedAt: { $gte: to } }] } as Condition;
}

/** Named one by one: behind a range no index goes on with its next field. */
function starsBetween(min = 1, max = 5): number | { readonly $in: readonly number[] } {
  const stars = [1, 2, 3, 4, 5].filter((count) => count >= min && count <= max);
  const [only] = stars;
  return only !== undefined && stars.length === 1 ? only : { $in: stars };
}

/** An empty condition keeps some servers from their indexes. */
function notEmpty(condition: Condition): Condition[] {
  return Object.keys(condition).length === 0 ? [] : [condition];
}

function neededOf({ moment, within: { since, until } }: NonNullable<ListFilter['needs']>): Condition {
  const bounds = { ...(since === undefined ? {} : { $gte: since }), ...(until === undefined ? {} : { $lte: until }) };
  return { [`list.${moment}`]: { $gt: '', ...bounds } };
}
