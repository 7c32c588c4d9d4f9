import { z } from 'zod';

/** A text that customers read. `{{slot}}` and `{{settings.supportEmail}}` are filled in; nothing else is computed. */
export const textSchema = z.string().trim().min(1).max(1_000);

/** Name of a slot or step: lower case letters, digits and underscores. */
export const nameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,49}$/, 'must be lower case letters, digits and underscores');

/** A workflow's id, the same as its file name. */
export const workflowNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{1,49}$/, 'must be lower case letters, digits and underscores, at least two characters');

/** A button: social channels cut after 20 characters (salesiq.md §3.3). */
export const buttonSchema = z.string().trim().min(1).max(20, 'buttons have at most 20 characters');
