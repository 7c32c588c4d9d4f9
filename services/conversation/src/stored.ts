import { stateSchema } from '@acebuddy/workflows';
import { labelledMessageSchema } from './domain/learning/labelled-message.ts';
import { learningStateSchema, modelCardSchema } from './domain/learning/models.ts';
import { conversationRecordSchema, turnSchema } from './domain/record.ts';
import { workSchema } from './domain/work.ts';

/** What this service keeps, by name. The contract files hold it from release to release: a neighbour reads it, too. */
export const storedDocuments = {
  conversation: conversationRecordSchema,
  turn: turnSchema,
  work: workSchema,
  'engine-state': stateSchema,
  label: labelledMessageSchema,
  learning: learningStateSchema,
  model: modelCardSchema,
} as const;
