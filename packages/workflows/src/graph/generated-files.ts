import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toEditorSchema } from '../definition/editor-schema.ts';
import { bundledWorkflowsFolder, loadWorkflows, readWorkflows } from '../definition/load-workflows.ts';
import { precedence } from '../dialogue/precedence.ts';
import { patterns } from '../frames/patterns.ts';
import { precedencePage } from './precedence-page.ts';
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
  const table = { path: join(root, 'docs/dialogue.md'), text: precedencePage(precedence, patterns.values()) };
  return [
    { path: join(root, 'packages/workflows/generated/workflow.schema.json'), text: toEditorSchema() },
    table,
    ...pages,
  ];
}

/**
 * Pages of an operator's own workflows and the schema for her editor, beside her files.
 * @throws WorkflowFilesError when a file has a mistake
 */
export function operatorsFiles(folder: string): GeneratedFile[] {
  const own = new Set(readWorkflows([folder]).workflows.map(({ definition }) => definition.id));
  const pages = loadWorkflows([bundledWorkflowsFolder, folder])
    .filter(({ definition }) => own.has(definition.id))
    .map((workflow) => ({
      path: join(folder, `${workflow.definition.id}.md`),
      text: workflowPage(workflow, `${workflow.definition.id}.yaml`),
    }));
  return [{ path: join(folder, 'workflow.schema.json'), text: toEditorSchema() }, ...pages];
}

/** Paths whose content is not what would be generated now. */
export function outdatedFiles(): string[] {
  return generatedFiles()
    .filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
    .map(({ path }) => path);
}
