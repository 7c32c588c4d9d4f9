import { z } from 'zod';
import { workflowSchema } from './workflow-schema.ts';

/** JSON Schema of a workflow file, for editors: `# yaml-language-server: $schema=…`. */
export function toEditorSchema(): string {
  const schema = z.toJSONSchema(workflowSchema, { io: 'input', target: 'draft-07', unrepresentable: 'any' });
  return `${JSON.stringify({ ...schema, title: 'AceBuddy workflow' }, null, 2)}\n`;
}
