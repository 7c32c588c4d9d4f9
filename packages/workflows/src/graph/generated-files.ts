import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toEditorSchema } from '../definition/editor-schema.ts';
import { bundledWorkflowsFolder, loadWorkflows } from '../definition/load-workflows.ts';
import { workflowPage } from './workflow-page.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** Everything that is made from the workflow files and their schema, and checked in. */
export function generatedFiles(): GeneratedFile[] {
  const pages = loadWorkflows([bundledWorkflowsFolder]).map((workflow) => ({
    path: join(root, 'docs/workflows', `${workflow.definition.id}.md`),
    text: workflowPage(workflow),
  }));
  return [{ path: join(root, 'packages/workflows/generated/workflow.schema.json'), text: toEditorSchema() }, ...pages];
}

/** Paths whose content is not what would be generated now. */
export function outdatedFiles(): string[] {
  return generatedFiles()
    .filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
    .map(({ path }) => path);
}
