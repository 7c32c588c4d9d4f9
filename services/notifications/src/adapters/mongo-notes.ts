import type { Collection } from 'mongodb';
import type { NotificationStore } from '../ports.ts';
import { inserted } from './inserted.ts';

export interface NoteDocument {
  readonly _id: string;
  readonly revision: number;
  readonly body: string;
}

export function mongoNotes(notes: Collection<NoteDocument>): Pick<NotificationStore, 'note' | 'swapNote'> {
  return {
    async note(id) {
      const found = await notes.findOne({ _id: id });
      return found === null ? null : { revision: found.revision, body: found.body };
    },
    async swapNote(id, revision, body) {
      if (revision === null) return inserted(notes.insertOne({ _id: id, revision: 1, body }));
      const { matchedCount } = await notes.updateOne({ _id: id, revision }, { $set: { body }, $inc: { revision: 1 } });
      return matchedCount === 1;
    },
  };
}
