import { z } from 'zod';
import { actorSchema } from './audit.ts';
import { conversationIdSchema } from './ids.ts';
import { emailSchema } from './people.ts';

/** A customer, for export and deletion by an administrator. */
export const personInputSchema = z.object({ email: emailSchema, actor: actorSchema.optional() });

/** Most chats of a person that are handled in one call. */
export const personChatsMax = 1_000;

/** Her chats, as the conversation service knows them: what other services keep is found by these. */
export const personChatsSchema = z.object({
  conversations: z.array(conversationIdSchema).max(personChatsMax),
  /** Of these, those with work under way: nothing of them is deleted yet. */
  underWay: z.array(conversationIdSchema).max(personChatsMax),
});
export type PersonChats = z.infer<typeof personChatsSchema>;

/** For services that know of a person by her address and by her chats. */
export const personOfChatsInputSchema = personInputSchema.extend({
  conversations: z.array(conversationIdSchema).max(personChatsMax).default([]),
});
export type PersonOfChats = z.infer<typeof personOfChatsInputSchema>;

/** Everything that one service holds of a person, by sort of record. */
export const personExportSchema = z.object({ records: z.record(z.string(), z.array(z.unknown())) });
export type PersonExport = z.infer<typeof personExportSchema>;

/** What one service did: how many records of which sort went, and what stays and why. */
export const personDeletionSchema = z.object({
  removed: z.record(z.string(), z.number().int()),
  kept: z.array(z.object({ what: z.string(), why: z.string() })),
});
export type PersonDeletion = z.infer<typeof personDeletionSchema>;
