import { z } from 'zod';
import { actorSchema } from './audit.ts';
import { emailSchema } from './people.ts';

/** A customer, for export and deletion by an administrator. */
export const personInputSchema = z.object({ email: emailSchema, actor: actorSchema.optional() });

/** Everything that one service holds of a person, by sort of record. */
export const personExportSchema = z.object({ records: z.record(z.string(), z.array(z.unknown())) });
export type PersonExport = z.infer<typeof personExportSchema>;

/** What one service did: how many records of which sort went, and what stays and why. */
export const personDeletionSchema = z.object({
  removed: z.record(z.string(), z.number().int()),
  kept: z.array(z.object({ what: z.string(), why: z.string() })),
});
export type PersonDeletion = z.infer<typeof personDeletionSchema>;
