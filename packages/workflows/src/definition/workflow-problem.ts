import { describeProblem, type FileProblem } from '@acebuddy/catalogue';

export { describeProblem } from '@acebuddy/catalogue';

/** Something wrong in a workflow file, in words for the person who edits it. */
export type WorkflowProblem = FileProblem;

/** All problems of all files at once. */
export class WorkflowFilesError extends Error {
  readonly problems: readonly WorkflowProblem[];
  constructor(problems: readonly WorkflowProblem[]) {
    super(`${problems.length} problem(s) in the workflow files:\n${problems.map(describeProblem).join('\n')}`);
    this.name = 'WorkflowFilesError';
    this.problems = problems;
  }
}
