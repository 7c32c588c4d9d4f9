import { toPath } from '../definition/parse-workflow.ts';
import type { Workflow } from '../definition/program.ts';
import type { WorkflowProblem } from '../definition/workflow-problem.ts';

/** Line of a place in a workflow's file. */
export type LineOf = (workflow: string, path: readonly PropertyKey[]) => number;

export interface Check {
  readonly workflow: Workflow;
  readonly all: ReadonlyMap<string, Workflow>;
  report(path: readonly PropertyKey[], message: string, mend: string): void;
}

/** Runs one check over one workflow and gathers what it finds, with file and line. */
export function runCheck(
  workflow: Workflow,
  all: ReadonlyMap<string, Workflow>,
  lineOf: LineOf,
  checks: readonly ((check: Check) => void)[],
): WorkflowProblem[] {
  const problems: WorkflowProblem[] = [];
  const { id } = workflow.definition;
  const report: Check['report'] = (path, message, mend) => {
    problems.push({ file: workflow.file ?? `${id}.yaml`, line: lineOf(id, path), path: toPath(path), message, mend });
  };
  for (const check of checks) check({ workflow, all, report });
  return problems;
}
