import { z } from 'zod';
import { workflowSchema } from './workflow-schema.ts';

/** JSON Schema of a workflow file, for editors: `# yaml-language-server: $schema=…`. */
export function toEditorSchema(): string {
  const schema = z.toJSONSchema(workflowSchema, { io: 'input', target: 'draft-07', unrepresentable: 'any' });
  return `${JSON.stringify({ ...(withReferences(schema) as object), title: 'AceBuddy workflow' }, null, 2)}\n`;
}

/** A text, or a list of texts, may stand in the file of a language: `$slots.plan.ask`. */
const reference = { type: 'string', pattern: '^\\$[a-z0-9_.]+$' };

function withReferences(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(withReferences);
  if (isText(schema) || ('items' in schema && isText(schema.items))) return { anyOf: [schema, reference] };
  return Object.fromEntries(Object.entries(schema).map(([key, inner]) => [key, withReferences(inner)]));
}

/** Words, not a name, an id or one of a list. */
function isText(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null || !('type' in schema) || schema.type !== 'string') return false;
  return !('pattern' in schema) && !('enum' in schema) && !('const' in schema);
}
