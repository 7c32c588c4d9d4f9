import {
  alertWorkSchema,
  approvalNewsSchema,
  closeChatInputSchema,
  deliveryNewsSchema,
  mailSchema,
  noteChatInputSchema,
  requestApprovalInputSchema,
  weekMailSchema,
} from '@acebuddy/contracts';
import { watchStateSchema } from './alerts/watch-state.ts';
import { announceWorkSchema, approvalWorkSchema, expireWorkSchema } from './domain/approvals.ts';
import { codeAlarmSchema } from './domain/code-alarm.ts';

/** What this service keeps, by name. The contract files hold it from release to release: a neighbour reads it, too. */
export const storedDocuments = {
  mail: mailSchema,
  'approval-mail': approvalWorkSchema,
  'approval-announcement': announceWorkSchema,
  'approval-expiry': expireWorkSchema,
  'code-alarm': codeAlarmSchema,
  'attention-mail': alertWorkSchema,
  'week-mail': weekMailSchema,
  'attention-watch': watchStateSchema,
  'close-chat': closeChatInputSchema,
  'note-chat': noteChatInputSchema,
  approval: requestApprovalInputSchema,
} as const;

/** Entries of this service's feeds, by the procedure that reads them: stored here, and read by others. */
export const feeds = { approvalNews: approvalNewsSchema, deliveryNews: deliveryNewsSchema } as const;
