import type { Workflow } from '../definition/program.ts';
import type { WorkflowProblem } from '../definition/workflow-problem.ts';

export type LineOf = (workflow: string, path: readonly PropertyKey[]) => number;

export function checkWorkflows(workflows: readonly Workflow[], lineOf: LineOf): WorkflowProblem[] {
  void workflows;
  void lineOf;
  return [];
}
