import { randomUUID } from 'node:crypto';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { prepared } from '@acebuddy/storage';
import { z } from 'zod';
import {
  type ConversationStore,
  type ListFilter,
  type ListPage,
  type ListPlace,
  listFields,
  type Need,
  type NeedMoment,
  type NewConversation,
  needMoments,
  onlyOpened,
  type Span,
  type WaitingPage,
} from '../ports.ts';
import { countNeeds } from './count-needs.ts';

/** What is written of `list`: its values, the oldest of its moments, and the version that they are of. */
export const listColumns = [...listFields, 'rating', ...needMoments, 'needsSince', 'listed', 'began'] as const;

export const listMigrations = [
  // One index holds all that a filter asks for, so that none reads a row that it does not show. It takes the place of the one
  // on updatedAt: a message changes as many as before.
  `ALTER TABLE conversations ADD COLUMN state TEXT;
   ALTER TABLE conversations ADD COLUMN workflow TEXT;
   ALTER TABLE conversations ADD COLUMN outcome TEXT;
   ALTER TABLE conversations ADD COLUMN proof TEXT;
   ALTER TABLE conversations ADD COLUMN language TEXT;
   ALTER TABLE conversations ADD COLUMN rating INTEGER;
   ALTER TABLE conversations ADD COLUMN personSince TEXT;
   ALTER TABLE conversations ADD COLUMN lateSince TEXT;
   ALTER TABLE conversations ADD COLUMN unhappyAt TEXT;
   ALTER TABLE conversations ADD COLUMN deadSince TEXT;
   ALTER TABLE conversations ADD COLUMN needsSince TEXT;
   ALTER TABLE conversations ADD COLUMN listed INTEGER;
   DROP INDEX conversations_updated;
   CREATE INDEX conversations_list ON conversations
     (updatedAt, id, state, workflow, outcome, proof, language, rating, version, listed);
   CREATE INDEX conversations_needs ON conversations
     (updatedAt, id, personSince, lateSince, unhappyAt, deadSince, deadCount) WHERE needsSince IS NOT NULL;`,
] as const;

/** In no index: a filter by days reads it of the rows that the rest of the filter and the first day leave. */
export const beganMigration = 'ALTER TABLE conversations ADD COLUMN began TEXT;';

const placeRow = z.object({ updatedAt: z.string(), id: z.string(), isCurrent: z.number() });
const moment = z.string().nullable();
const needyRow = z.object({
  personSince: moment,
  lateSince: moment,
  unhappyAt: moment,
  deadSince: moment,
  deadCount: z.number(),
});
/** Behind every instant. */
const end: ListPlace = { updatedAt: '~', id: '' };

/** Lists of conversations in SQLite. One process has the file: it knows of every change itself. */
export function sqliteLists(db: DatabaseSync) {
  const start = randomUUID().slice(0, 8);
  let changes = 0;
  return {
    changed(): void {
      changes += 1;
    },
    mark: (): string => `${start}.${changes}`,
    values({ list, version }: NewConversation): SQLInputValue[] {
      if (list === undefined) return listColumns.map(() => null);
      const moments = needMoments.map((name) => list[name]);
      const needsSince = moments.filter((moment) => moment !== null).sort()[0] ?? null;
      return [...listFields.map((name) => list[name]), list.rating, ...moments, needsSince, version, list.began];
    },
    list(filter: ListFilter, page: ListPage): unknown[] {
      const [where, values] = conditions(filter);
      const index = filter.needs === undefined ? 'conversations_list' : 'conversations_needs';
      const sql = `SELECT * FROM conversations INDEXED BY ${index}
        WHERE (updatedAt, id) < (?, ?) AND updatedAt >= ?${where} ORDER BY updatedAt DESC, id DESC LIMIT ?`;
      return prepared(db, sql).all(...rangeOf(filter, page), ...values, page.limit);
    },
    /** Reads all that need somebody out of one small index, and the rows of those alone. */
    waiting(
      { needs, ...filter }: Parameters<ConversationStore['waiting']>[0],
      { after, limit }: WaitingPage,
    ): unknown[] {
      const [where, values] = conditions({ ...filter, needs });
      const { updatedAt, id } = end;
      const inOrder = `ORDER BY ${needs.moment}, id`;
      // What is sorted are keys: a row is as long as a chat.
      const sql = `SELECT *, ${needs.moment} AS since FROM conversations WHERE rowid IN (
          SELECT rowid FROM conversations INDEXED BY conversations_needs
          WHERE (updatedAt, id) < (?, ?) AND updatedAt >= ?${where} AND (${needs.moment}, id) > (?, ?) ${inOrder} LIMIT ?
        ) ${inOrder}`;
      const beyond = [after?.since ?? '', after?.id ?? ''];
      return prepared(db, sql).all(updatedAt, id, filter.from ?? '', ...values, ...beyond, limit);
    },
    listed(from: string, page: ListPage): (ListPlace & { readonly isCurrent: boolean })[] {
      const sql = `SELECT updatedAt, id, listed IS version AS isCurrent FROM conversations INDEXED BY conversations_list
        WHERE (updatedAt, id) < (?, ?) AND updatedAt >= ? ORDER BY updatedAt DESC, id DESC LIMIT ?`;
      const rows = prepared(db, sql).all(...rangeOf({ from }, page), page.limit);
      return rows.map((row) => placeRow.parse(row)).map((place) => ({ ...place, isCurrent: place.isCurrent === 1 }));
    },
    needs(within: Readonly<Record<NeedMoment, Span>>): Readonly<Record<NeedMoment, Need>> {
      const sql = `SELECT personSince, lateSince, unhappyAt, deadSince, deadCount FROM conversations
        INDEXED BY conversations_needs WHERE needsSince IS NOT NULL AND updatedAt > ''`;
      const rows = prepared(db, sql).all();
      return countNeeds(
        rows.map((row) => needyRow.parse(row)),
        within,
      );
    },
  };
}

function rangeOf({ from = '' }: Pick<ListFilter, 'from'>, { before = end }: ListPage): SQLInputValue[] {
  return [before.updatedAt, before.id, from];
}

/** Conditions beside the place in the list, and their values in order. */
function conditions(filter: ListFilter): [string, SQLInputValue[]] {
  const { ratingMin, ratingMax, needs } = filter;
  const all: [string, SQLInputValue | undefined][] = [
    ...listFields.map((name): [string, string | undefined] => [`${name} = ?`, filter[name]]),
    ['state IS NOT ?', filter.state === undefined ? onlyOpened : undefined],
    ['rating >= ?', ratingMin],
    ['rating <= ?', ratingMax],
    ...(needs === undefined ? [] : needConditions(needs)),
    // The last: what the index has decides first which rows it is read of.
    ['coalesce(began, updatedAt) < ?', filter.to],
  ];
  const given = all.flatMap(([sql, value]): [string, SQLInputValue][] => (value === undefined ? [] : [[sql, value]]));
  return [given.map(([sql]) => ` AND ${sql}`).join(''), given.map(([, value]) => value)];
}

function needConditions({ moment, within }: NonNullable<ListFilter['needs']>): [string, string][] {
  const { since = '', until = '~' } = within;
  return [
    [`needsSince IS NOT NULL AND ${moment} >= ?`, since],
    [`${moment} <= ?`, until],
  ];
}
