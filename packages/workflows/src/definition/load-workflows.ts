import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkWorkflows } from '../check/check-workflows.ts';
import { type Located, parseWorkflow } from './parse-workflow.ts';
import type { Workflow } from './program.ts';
import { WorkflowFilesError, type WorkflowProblem } from './workflow-problem.ts';

/** The thirteen workflows that come with the product. */
export const bundledWorkflowsFolder: string = fileURLToPath(new URL('../../definitions/', import.meta.url));

export interface ReadWorkflows {
  readonly workflows: readonly Workflow[];
  readonly problems: readonly WorkflowProblem[];
}

/**
 * Reads every `.yaml` file of the folders, in the order of the folders and names. A file in a later folder replaces one
 * with the same id in an earlier folder, so that an operator can change a bundled workflow without touching ours.
 */
export function readWorkflows(folders: readonly string[]): ReadWorkflows {
  const workflows = new Map<string, Workflow>();
  const lines = new Map<string, Located>();
  const problems: WorkflowProblem[] = [];
  for (const file of folders.flatMap(yamlFiles)) {
    const parsed = parseWorkflow(relative(process.cwd(), file), readFileSync(file, 'utf8'));
    problems.push(...parsed.problems);
    if (parsed.workflow === null) continue;
    workflows.set(parsed.workflow.definition.id, parsed.workflow);
    lines.set(parsed.workflow.definition.id, parsed.lineOf);
  }
  const all = [...workflows.values()];
  const found = checkWorkflows(all, (id, path) => lines.get(id)?.(path) ?? 1);
  return { workflows: all, problems: [...problems, ...found] };
}

/** As `readWorkflows`, for starting the product: throws one error that names every problem with file, line and mend. */
export function loadWorkflows(folders: readonly string[]): readonly Workflow[] {
  const { workflows, problems } = readWorkflows(folders);
  if (problems.length > 0) throw new WorkflowFilesError(problems);
  return workflows;
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}
