import { ensureIndexes, isDuplicateKey, withStoreErrors } from '@acebuddy/storage';
import type { Collection, Db, Filter } from 'mongodb';
import type {
  ConversationStore,
  StoredConversation,
  StoredFacts,
  StoredLink,
  StoredSheet,
  StoredTurn,
  StorePage,
} from '../ports.ts';
import { firstOfBoth } from './first-of-both.ts';
import { mongoDayCounts } from './mongo-day-counts.ts';
import { mongoDoubts } from './mongo-doubts.ts';
import { mongoFacts } from './mongo-facts.ts';
import { type ListDocument, mongoLists } from './mongo-lists.ts';

export type ConversationDocument = Omit<StoredConversation, 'id'> & {
  readonly _id: string;
  readonly claim?: string;
  /** Written by the same update as everything else; absent where an older release wrote it last. */
  readonly facts?: StoredSheet;
  /** What it is listed by; absent, or of an earlier version, where an older release wrote it last. */
  readonly list?: ListDocument;
};
/** `version` is the conversation's that the turn was settled with: the higher one knows the turn's last words. */
type TurnDocument = StoredTurn & { readonly _id: string; readonly version: number };
type LinkDocument = StoredLink & { readonly _id: string };
interface CursorDocument {
  readonly _id: string;
  readonly position: number;
}

/**
 * MongoDB uses a partial index only for queries that name its condition: an equality or `$lte` alone may not imply it.
 */
const text = { $gt: '' } as const;
const noFacts: StoredFacts = { sheet: null, aside: null };
const turnFields = { projection: { _id: 0, version: 0 } } as const;

/** Conversations in MongoDB: one small document each, changed by compare-and-set; turns are append-only. */
export async function createMongoConversationStore(db: Db): Promise<ConversationStore> {
  const conversations = db.collection<ConversationDocument>('conversations');
  const turns = db.collection<TurnDocument>('turns');
  const cursors = db.collection<CursorDocument>('cursors');
  const links = db.collection<LinkDocument>('person_links');
  await ensureIndexes(conversations, [
    { key: { chatId: 1, updatedAt: -1 } },
    { key: { dueAt: 1 }, partialFilterExpression: { dueAt: text } },
    { key: { openRequestsOf: 1, updatedAt: -1 }, partialFilterExpression: { openRequestsOf: text } },
    { key: { person: 1, _id: 1 }, partialFilterExpression: { person: text } },
    { key: { deadCount: 1, _id: 1 }, partialFilterExpression: { deadCount: { $gt: 0 } } },
    { key: { claim: 1 }, unique: true, partialFilterExpression: { claim: text } },
  ]);
  await ensureIndexes(turns, [
    { key: { conversationId: 1, seq: 1 }, unique: true },
    { key: { conversationId: 1, eventId: 1 } },
  ]);

  const facts = await mongoFacts(db, conversations);
  const dayCounts = mongoDayCounts(db);
  const lists = await mongoLists(db, conversations);
  const doubts = await mongoDoubts(db);
  await ensureIndexes(links, [{ key: { person: 1, conversationId: 1 } }, { key: { conversationId: 1 } }]);

  const linkedTo = async (person: string, { after = '', limit }: StorePage) => {
    const found = await links
      .find({ person, conversationId: { $gt: after } })
      .sort({ conversationId: 1 })
      .limit(limit)
      .toArray();
    const ids = found.map(({ conversationId }) => conversationId);
    if (ids.length === 0) return [];
    return (await conversations.find({ _id: { $in: ids } }).toArray()).map(toStored);
  };
  const page = async (filter: Filter<ConversationDocument>, after: string | undefined, limit: number) => {
    const beyond = after === undefined ? filter : { $and: [filter, { _id: { $gt: after } }] };
    const found = await conversations.find(beyond).sort({ _id: 1 }).limit(limit).toArray();
    return found.map(toStored);
  };

  return withStoreErrors<ConversationStore>({
    load: async (id) => orNull(await conversations.findOne({ _id: id })),
    findByChatId: async (chatId, except) =>
      orNull(await conversations.findOne({ chatId, _id: { $nin: [...except] } }, { sort: { updatedAt: -1 } })),
    async commit(next, settled, newLinks = [], claim = null, { sheet, aside, amended = [] } = noFacts, newDoubts = []) {
      if (settled !== null) await keepTurn(turns, settled, next.version);
      // Before the commit, too: a link without its commit finds nothing more than the conversation has.
      for (const link of newLinks)
        await links.replaceOne({ _id: `${link.conversationId}/${link.link}` }, { ...link }, { upsert: true });
      if (aside !== null) await facts.setAside(aside, next.version);
      const { id, list: _list, staysInPlace = false, ...rest } = next;
      const fields = { ...rest, ...lists.documentOf(next), ...(sheet !== null && { facts: sheet }) };
      if (next.version === 1) {
        try {
          await conversations.insertOne({ _id: id, ...fields, ...(claim !== null && { claim }) });
          await dayCounts.amend(amended);
          await doubts.put(newDoubts);
          return 'committed';
        } catch (error) {
          if (isDuplicateKey(error)) return 'conflict';
          throw error;
        }
      }
      const { matchedCount } = await conversations.updateOne({ _id: id, version: next.version - 1 }, { $set: fields });
      if (matchedCount !== 1) return 'conflict';
      await dayCounts.amend(amended);
      if (staysInPlace) lists.changed();
      // After the commit: a row of a turn that lost would name another message.
      await doubts.put(newDoubts);
      return 'committed';
    },
    async findTurnByEvent(conversationId, eventId) {
      return turns.findOne({ conversationId, eventId }, turnFields);
    },
    async turns(conversationId, throughSeq, limit) {
      const newestFirst = await turns
        .find({ conversationId, seq: { $lte: throughSeq } }, turnFields)
        .sort({ seq: -1 })
        .limit(limit)
        .toArray();
      return newestFirst.reverse();
    },
    async due(now, limit) {
      const found = await conversations
        .find({ dueAt: { $lte: now, ...text } }, { projection: { _id: 1 } })
        .sort({ dueAt: 1 })
        .limit(limit)
        .toArray();
      return found.map((document) => document._id);
    },
    async openRequests(person, limit) {
      const mine = { openRequestsOf: { $eq: person, ...text } };
      const found = await conversations.find(mine).sort({ updatedAt: -1 }).limit(limit).toArray();
      return found.map(toStored);
    },
    withDeadWork: ({ after, limit }) => page({ deadCount: { $gt: 0 } }, after, limit),
    async ofPerson(person, wanted) {
      const { after, limit } = wanted;
      const own = page({ person: { $eq: person, ...text } }, after, limit);
      return firstOfBoth(...(await Promise.all([own, linkedTo(person, wanted)])), limit);
    },
    list: (filter, wanted) => lists.list(filter, wanted, toStored),
    waiting: (filter, wanted) => lists.waiting(filter, wanted, toStored),
    listed: lists.listed,
    needs: lists.needs,
    mark: lists.mark,
    isShared: true,
    async idleSince(before, limit) {
      const found = await conversations
        .find({ updatedAt: { $lt: before } }, { projection: { _id: 1 } })
        .sort({ updatedAt: 1 })
        .limit(limit)
        .toArray();
      return found.map((document) => document._id);
    },
    factsBetween: facts.between,
    ...dayCounts.methods,
    withoutFacts: facts.missing,
    async remove(id) {
      await Promise.all([turns, links].map((parts) => parts.deleteMany({ conversationId: id })));
      await doubts.remove(id);
      lists.changed();
      return facts.removeChat(id);
    },
    async cursor(name) {
      return (await cursors.findOne({ _id: name }))?.position ?? 0;
    },
    async moveCursor(name, from, to) {
      try {
        const filter = from === 0 ? { _id: name, position: { $in: [0] } } : { _id: name, position: from };
        const moved = await cursors.updateOne(filter, { $set: { position: to } }, { upsert: from === 0 });
        return moved.matchedCount + moved.upsertedCount === 1;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  });
}

/**
 * Written before the commit, so that a committed turn is never missing. A writer that loses the race may have written the
 * turn from an outdated state (before its ticket number was known): whoever settles it with a later version replaces it,
 * and never the other way round.
 */
async function keepTurn(turns: Collection<TurnDocument>, turn: StoredTurn, version: number): Promise<void> {
  const _id = `${turn.conversationId}/${turn.seq}`;
  try {
    await turns.replaceOne({ _id, version: { $lt: version } }, { ...turn, version }, { upsert: true });
  } catch (error) {
    // It is there already, settled by this version (an earlier try of the same commit) or a later one.
    if (!isDuplicateKey(error)) throw error;
  }
}

function toStored({
  _id,
  claim: _claim,
  facts: _facts,
  list: _list,
  ...fields
}: ConversationDocument): StoredConversation {
  return { id: _id, ...fields };
}

function orNull(document: ConversationDocument | null): StoredConversation | null {
  return document === null ? null : toStored(document);
}
