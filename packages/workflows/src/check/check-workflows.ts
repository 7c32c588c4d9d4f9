import type { Workflow } from '../definition/program.ts';
import type { WorkflowProblem } from '../definition/workflow-problem.ts';
import { builtinWorkflows } from '../flow/builtin-workflows.ts';
import { type LineOf, runCheck } from './check-context.ts';
import { checkPaths } from './check-paths.ts';
import { checkReferences } from './check-references.ts';
import { checkSlots } from './check-slots.ts';

/**
 * What the schema alone cannot see: names that lead nowhere, words with two meanings, steps that nothing leads to, ways
 * without an end. Empty when all is well.
 */
export function checkWorkflows(workflows: readonly Workflow[], lineOf: LineOf = () => 1): WorkflowProblem[] {
  const all = new Map([...builtinWorkflows, ...workflows].map((workflow) => [workflow.definition.id, workflow]));
  return workflows.flatMap((workflow) => {
    const problems = runCheck(workflow, all, lineOf, [checkReferences, checkSlots]);
    // Ways can only be followed when every name means something.
    return problems.length > 0 ? problems : runCheck(workflow, all, lineOf, [checkPaths]);
  });
}
