import { z } from 'zod';
import { deskConfigSchema } from './desk-config.ts';

/** JSON Schema of the operator's file, for editors: its keys, what they mean and their defaults. */
export function toDeskConfigSchema(): string {
  const schema = z.toJSONSchema(deskConfigSchema, { io: 'input', target: 'draft-07', unrepresentable: 'any' });
  return `${JSON.stringify({ ...schema, title: "AceBuddy, the operator's file" }, null, 2)}\n`;
}
