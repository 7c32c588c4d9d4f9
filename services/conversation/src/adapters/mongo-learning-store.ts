import { ensureIndexes, withStoreErrors } from '@acebuddy/storage';
import type { Db } from 'mongodb';
import type { LabelCount, LearningStore, MessagePlace, StoredLabel, StoredLabelPerson } from '../learning-ports.ts';
import { mongoDoubts } from './mongo-doubts.ts';

type LabelDocument = StoredLabel & { readonly _id: string };
type PersonDocument = StoredLabelPerson & { readonly _id: string };
interface ModelDocument {
  readonly _id: number;
  readonly model: number;
  readonly sealed: string;
}
type PartDocument = Omit<ModelDocument, '_id'> & { readonly _id: string; readonly part: number };

const idOf = ({ conversationId, seq }: MessagePlace): string => `${conversationId}/${seq}`;
const inOrder = { conversationId: 1, seq: 1 } as const;
const plain = { projection: { _id: 0 } } as const;

/** Labels and models in MongoDB, beside the conversations. */
export async function createMongoLearningStore(db: Db): Promise<LearningStore> {
  const labels = db.collection<LabelDocument>('labels');
  const people = db.collection<PersonDocument>('label_people');
  const models = db.collection<ModelDocument>('models');
  const parts = db.collection<PartDocument>('model_parts');
  await ensureIndexes(labels, [{ key: inOrder }, { key: { head: 1, name: 1 } }]);
  await ensureIndexes(people, [{ key: { person: 1 } }, { key: inOrder }]);
  await ensureIndexes(parts, [{ key: { model: 1, part: 1 } }]);
  const doubts = await mongoDoubts(db);
  return withStoreErrors<LearningStore>({
    doubts: doubts.list,
    async putLabel(label, persons) {
      // Who it is of is written first: a label without it would outlive her.
      for (const one of persons)
        await people.replaceOne({ _id: `${idOf(one)}/${one.link}` }, { ...one }, { upsert: true });
      await labels.replaceOne({ _id: idOf(label) }, { ...label }, { upsert: true });
      await doubts.mark(label, true);
    },
    async removeLabel(message) {
      const { conversationId, seq } = message;
      const { deletedCount } = await labels.deleteOne({ _id: idOf(message) });
      await people.deleteMany({ conversationId, seq });
      await doubts.mark(message, false);
      return deletedCount === 1;
    },
    label: (message) => labels.findOne({ _id: idOf(message) }, plain),
    async labels({ after, limit }) {
      const read = (filter: object, count: number) =>
        count <= 0 ? [] : labels.find(filter, plain).sort(inOrder).limit(count).toArray();
      if (after === undefined) return read({}, limit);
      const { conversationId, seq } = after;
      const sameChat = await read({ conversationId, seq: { $gt: seq } }, limit);
      return [...sameChat, ...(await read({ conversationId: { $gt: conversationId } }, limit - sameChat.length))];
    },
    labelsOfChat: (conversationId) => labels.find({ conversationId }, plain).sort(inOrder).toArray(),
    async labelsOfPerson(person) {
      const rows = await people.find({ person }, { projection: { conversationId: 1, seq: 1 } }).toArray();
      if (rows.length === 0) return [];
      return labels
        .find({ _id: { $in: rows.map(idOf) } }, plain)
        .sort(inOrder)
        .toArray();
    },
    countLabels: () =>
      labels
        .aggregate<LabelCount>([
          { $sort: { head: 1, name: 1 } },
          { $group: { _id: { head: '$head', name: '$name' }, count: { $sum: 1 } } },
          { $project: { _id: 0, head: '$_id.head', name: '$_id.name', count: 1 } },
          { $sort: { head: 1, name: 1 } },
        ])
        .toArray(),
    async putModel(id, card, sealedParts) {
      for (const [part, sealed] of sealedParts.entries())
        await parts.replaceOne({ _id: `${id}/${part}` }, { model: id, part, sealed }, { upsert: true });
      await models.replaceOne({ _id: id }, { model: id, sealed: card }, { upsert: true });
    },
    card: async (id) => (await models.findOne({ _id: id }))?.sealed ?? null,
    async parts(id) {
      const found = await parts.find({ model: id }).sort({ part: 1 }).toArray();
      return found.map(({ sealed }) => sealed);
    },
    async keepModels(ids) {
      await models.deleteMany({ _id: { $nin: [...ids] } });
      await parts.deleteMany({ model: { $nin: [...ids] } });
    },
  });
}
