/** Something wrong in a file of texts or of data, in words for the person who edits it. */
export interface FileProblem {
  readonly file: string;
  readonly line: number;
  /** Where in the file, for example `steps[3].when`. */
  readonly path: string;
  readonly message: string;
  /** What to do about it. */
  readonly mend: string;
}

export function describeProblem(problem: FileProblem): string {
  const where = problem.path === '' ? '' : ` ${problem.path}:`;
  return `${problem.file}:${problem.line}:${where} ${problem.message} → ${problem.mend}`;
}

/** All problems of all catalogues of a folder at once. */
export class CatalogueError extends Error {
  readonly problems: readonly FileProblem[];
  constructor(problems: readonly FileProblem[]) {
    super(`${problems.length} problem(s) in the catalogues:\n${problems.map(describeProblem).join('\n')}`);
    this.name = 'CatalogueError';
    this.problems = problems;
  }
}
