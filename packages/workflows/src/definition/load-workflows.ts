import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkWorkflows } from '../check/check-workflows.ts';
import { builtinTexts } from '../flow/builtin-file.ts';
import { builtinWorkflows } from '../flow/builtin-workflows.ts';
import type { Located } from './parse-workflow.ts';
import type { Workflow } from './program.ts';
import { namesIn, readTextsFile, type TextsFile } from './texts-file.ts';
import { parseInAllLanguages } from './translations.ts';
import { WorkflowFilesError, type WorkflowProblem } from './workflow-problem.ts';

/** The thirteen workflows that come with the product. */
export const bundledWorkflowsFolder: string = fileURLToPath(new URL('../../definitions/', import.meta.url));

/** Those that the engine brings itself: plain requests, billing, emergencies. */
const builtinFolder: string = fileURLToPath(new URL('../../builtin/', import.meta.url));

export interface ReadWorkflows {
  readonly workflows: readonly Workflow[];
  readonly problems: readonly WorkflowProblem[];
}

/**
 * Reads every `.yaml` file of the folders, in the order of the folders and names. A file in a later folder replaces one
 * with the same id in an earlier folder, so that an operator can change a bundled workflow, or only its texts, without
 * touching ours.
 */
export function readWorkflows(folders: readonly string[]): ReadWorkflows {
  const workflows = new Map<string, Workflow>();
  const lines = new Map<string, Located>();
  const files = folders.flatMap(yamlFiles);
  const texts = files.filter((file) => namesIn(file) !== null).map((file) => readTextsFile(...sourceOf(file)));
  const problems: WorkflowProblem[] = texts.flatMap((one) => one.problems);
  for (const file of files.filter((one) => namesIn(one) === null)) {
    const parsed = parseInAllLanguages(...sourceOf(file), texts);
    problems.push(...parsed.problems);
    if (parsed.workflow === null) continue;
    workflows.set(parsed.workflow.definition.id, parsed.workflow);
    lines.set(parsed.workflow.definition.id, parsed.lineOf);
  }
  problems.push(...texts.flatMap((one) => (workflows.has(one.workflow) || problems.length > 0 ? [] : [stray(one)])));
  const all = [...workflows.values()];
  const found = checkWorkflows(all, (id, path) => lines.get(id)?.(path) ?? 1);
  return { workflows: all, problems: [...problems, ...found] };
}

/** The files of the workflows that the engine brings itself, checked as any other file. */
export function readBuiltinWorkflows(): ReadWorkflows {
  const parsed = builtinWorkflows.map(({ definition: { id } }) => {
    const file = join(builtinFolder, `${id}.yaml`);
    return { id, ...parseInAllLanguages(...sourceOf(file), builtinTexts) };
  });
  const workflows = parsed.flatMap(({ workflow }) => (workflow === null ? [] : [workflow]));
  const lines = new Map(parsed.map(({ id, lineOf }) => [id, lineOf]));
  const found = checkWorkflows(workflows, (id, path) => lines.get(id)?.(path) ?? 1);
  return { workflows, problems: [...parsed.flatMap(({ problems }) => problems), ...found] };
}

function stray({ file, workflow }: TextsFile): WorkflowProblem {
  const message = `there is no workflow "${workflow}" for these texts`;
  return { file, line: 1, path: '', message, mend: 'give it the name of a workflow file, or remove it' };
}

/** As `readWorkflows`, for starting the product: throws one error that names every problem with file, line and mend. */
export function loadWorkflows(folders: readonly string[]): readonly Workflow[] {
  const { workflows, problems } = readWorkflows(folders);
  if (problems.length > 0) throw new WorkflowFilesError(problems);
  return workflows;
}

function sourceOf(file: string): [file: string, source: string] {
  return [relative(process.cwd(), file), readFileSync(file, 'utf8')];
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}
