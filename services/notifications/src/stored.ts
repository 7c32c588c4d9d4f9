import {
  approvalNewsSchema,
  closeChatInputSchema,
  deliveryNewsSchema,
  mailSchema,
  noteChatInputSchema,
  requestApprovalInputSchema,
} from '@acebuddy/contracts';
import { announceWorkSchema, approvalWorkSchema, expireWorkSchema } from './domain/approvals.ts';
import { codeAlarmSchema } from './domain/code-alarm.ts';

/** What this service keeps, by name. The contract files hold it from release to release: a neighbour reads it, too. */
export const storedDocuments = {
  mail: mailSchema,
  'approval-mail': approvalWorkSchema,
  'approval-announcement': announceWorkSchema,
  'approval-expiry': expireWorkSchema,
  'code-alarm': codeAlarmSchema,
  'close-chat': closeChatInputSchema,
  'note-chat': noteChatInputSchema,
  approval: requestApprovalInputSchema,
} as const;

/** Entries of this service's feeds, by the procedure that reads them: stored here, and read by others. */
export const feeds = { approvalNews: approvalNewsSchema, deliveryNews: deliveryNewsSchema } as const;
