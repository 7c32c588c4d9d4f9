import { ensureIndexes, type RecentCountDocument, withStoreErrors } from '@acebuddy/storage';
import type { Db } from 'mongodb';
import type { NotificationStore } from '../ports.ts';
import { type ApprovalDocument, type FeedDocument, mongoApprovals, mongoNews } from './mongo-approvals.ts';
import { mongoCodeCounts } from './mongo-code-counts.ts';
import { type CodeDocument, mongoCodes } from './mongo-codes.ts';
import { type DeliveryDocument, mongoDeliveries } from './mongo-deliveries.ts';
import { mongoNotes, type NoteDocument } from './mongo-notes.ts';

/** Notifications in MongoDB. */
export async function createMongoNotificationStore(db: Db): Promise<NotificationStore> {
  const deliveries = db.collection<DeliveryDocument>('deliveries');
  const approvals = db.collection<ApprovalDocument>('approvals');
  const codes = db.collection<CodeDocument>('codes');
  await ensureIndexes(deliveries, [
    { key: { nextAt: 1 }, partialFilterExpression: { status: 'pending' } },
    { key: { recipient: 1, kind: 1, createdAt: 1 } },
    { key: { status: 1, _id: 1 } },
    { key: { createdAt: 1 } },
    { key: { kind: 1, status: 1, createdAt: 1, _id: 1 } },
    { key: { endedAt: 1 }, partialFilterExpression: { endedAt: { $gt: '' } } },
  ]);
  await ensureIndexes(approvals, [
    { key: { requestId: 1 }, unique: true },
    { key: { createdAt: 1, _id: 1 } },
    { key: { status: 1, createdAt: 1, _id: 1 } },
    { key: { conversationId: 1, createdAt: 1, _id: 1 } },
  ]);
  const codeCounts = db.collection<RecentCountDocument>('code_counts');
  await ensureIndexes(codes, [{ key: { expiresAt: 1 } }]);
  await ensureIndexes(codeCounts, [{ key: { until: 1 }, expireAfterSeconds: 0 }]);
  return withStoreErrors<NotificationStore>({
    ...mongoDeliveries(deliveries),
    ...mongoCodes(codes),
    ...mongoCodeCounts(codeCounts),
    ...mongoApprovals(approvals),
    ...mongoNotes(db.collection<NoteDocument>('notes')),
    ...mongoNews(db.collection<FeedDocument>('feeds'), approvals),
  });
}
