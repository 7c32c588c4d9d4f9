/** Something wrong in a workflow file, in words for the person who edits it. */
export interface WorkflowProblem {
  readonly file: string;
  readonly line: number;
  /** Where in the file, for example `steps[3].when`. */
  readonly path: string;
  readonly message: string;
  /** What to do about it. */
  readonly mend: string;
}

export function describeProblem(problem: WorkflowProblem): string {
  const where = problem.path === '' ? '' : ` ${problem.path}:`;
  return `${problem.file}:${problem.line}:${where} ${problem.message} → ${problem.mend}`;
}

/** All problems of all files at once. */
export class WorkflowFilesError extends Error {
  readonly problems: readonly WorkflowProblem[];
  constructor(problems: readonly WorkflowProblem[]) {
    super(`${problems.length} problem(s) in the workflow files:\n${problems.map(describeProblem).join('\n')}`);
    this.name = 'WorkflowFilesError';
    this.problems = problems;
  }
}
