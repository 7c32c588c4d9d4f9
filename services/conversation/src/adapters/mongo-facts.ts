import { ensureIndexes, isDuplicateKey } from '@acebuddy/storage';
import type { Collection, Db } from 'mongodb';
import type { StoredSheet } from '../ports.ts';
import type { ConversationDocument } from './mongo-conversation-store.ts';

/** A sheet without its conversation: put aside, or left when that was removed. */
type SheetDocument = Omit<StoredSheet, 'id'> & { readonly _id: string; readonly version: number };

const fromChats = { _id: 0, 'facts.id': 1, 'facts.part': 1, 'facts.rows': 1 } as const;
/** Holds all that a report reads, so that no conversation is fetched for it. */
const inChats = { 'facts.last': 1, 'facts.first': 1, 'facts.id': 1, 'facts.part': 1, 'facts.rows': 1 } as const;

/**
 * Sheets are read in windows of the minute that they end at, each with its bounds and without a hint: a server that reads whole
 * documents, or all of an index that is named to it, then reads two days of them with one call, which must not take as long as a
 * call may. Windows grow where nothing is, and what is older than any report is one.
 */
const windowMinutes = 2_880;
const emptyMinutesMax = 8 * windowMinutes;
const longAgo = 1_100 * 1_440;
/** A batch of those of chats that are gone is one call, too: the others follow. */
const batchSize = 5_000;

/**
 * Facts in MongoDB: a chat's sheet is part of its document, so that one write changes both. Those of chats that are gone stand in
 * a collection of their own.
 */
export async function mongoFacts(db: Db, conversations: Collection<ConversationDocument>) {
  const sheets = db.collection<SheetDocument>('fact_sheets');
  await ensureIndexes(conversations, [{ key: inChats }]);
  await ensureIndexes(sheets, [{ key: { last: 1, first: 1 } }]);

  async function put({ id, ...sheet }: StoredSheet, version: number): Promise<void> {
    try {
      await sheets.replaceOne({ _id: id, version: { $lt: version } }, { ...sheet, version }, { upsert: true });
    } catch (error) {
      // It is there already, of this version or a later one.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  async function inWindows(first: number, end: number) {
    const found: Pick<ConversationDocument, 'facts'>[] = [];
    const read = async (last: { readonly $gte: number; readonly $lt?: number }): Promise<number> => {
      const filter = { 'facts.last': last, 'facts.first': { $lt: end } };
      const chats = await conversations.find(filter, { projection: fromChats }).toArray();
      for (const chat of chats) found.push(chat);
      return chats.length;
    };
    const now = Math.floor(Date.now() / 60_000);
    let from = Math.max(first, Math.min(end, now - longAgo));
    if (from > first) await read({ $gte: first, $lt: from });
    for (let length = windowMinutes; from < Math.min(end, now); ) {
      const next = Math.min(from + length, end);
      length = (await read({ $gte: from, $lt: next })) > 0 ? windowMinutes : Math.min(length * 2, emptyMinutesMax);
      from = next;
    }
    // Few chats go on for long behind the end.
    for (let length = windowMinutes; from + length < now; length *= 2) {
      await read({ $gte: from, $lt: from + length });
      from += length;
    }
    await read({ $gte: from });
    return found;
  }

  return {
    /** Before the commit that takes these facts out of the chat's sheet: until then they do not count. */
    setAside: put,
    /** Keeps its facts and removes the conversation; tries again where it was changed in between. True when there was one. */
    async removeChat(conversationId: string): Promise<boolean> {
      for (;;) {
        const found = await conversations.findOne({ _id: conversationId }, { projection: { facts: 1, version: 1 } });
        if (found === null) return false;
        const { facts, version } = found;
        if (facts !== undefined) await put(facts, version);
        if ((await conversations.deleteOne({ _id: conversationId, version })).deletedCount === 1) return true;
      }
    },
    async between(first: number, end: number): Promise<readonly string[]> {
      const [chats, kept] = await Promise.all([
        inWindows(first, end),
        sheets.find({ last: { $gte: first }, first: { $lt: end } }, { batchSize }).toArray(),
      ]);
      // A removal that was cut short leaves a sheet beside its chat, a lost commit one that still is part of another.
      const parts = new Map<string, number>(kept.map(({ _id, part }) => [_id, part]));
      for (const { facts } of chats) if (facts !== undefined) parts.set(facts.id, facts.part);
      const inUse = new Set(chats.map(({ facts }) => facts?.id));
      const counted = kept.filter(({ _id, part }) => {
        const [chat = '', number] = _id.split('.');
        return number === undefined ? !inUse.has(_id) : (parts.get(chat) ?? part + 1) > part;
      });
      return [
        ...chats.flatMap(({ facts }) => (facts === undefined ? [] : [facts.rows])),
        ...counted.map(({ rows }) => rows),
      ];
    },
    async missing(limit: number): Promise<readonly string[]> {
      const found = await conversations
        .find({ 'facts.last': null } as never, { projection: { _id: 1 } })
        .limit(limit)
        .toArray();
      return found.map(({ _id }) => _id);
    },
  };
}
