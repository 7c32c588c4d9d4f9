import { resolve } from 'node:path';
import { bundledWorkflowsFolder, readWorkflows } from './definition/load-workflows.ts';
import { describeProblem } from './definition/workflow-problem.ts';

/** `pnpm workflows:check [folder…]`: the bundled files and those of further folders. */
const folders = [bundledWorkflowsFolder, ...process.argv.slice(2).map((folder) => resolve(folder))];
const { workflows, problems } = readWorkflows(folders);
for (const problem of problems) console.error(describeProblem(problem));
if (problems.length > 0) {
  console.error(`\n${problems.length} problem(s) in ${folders.length} folder(s).`);
  process.exitCode = 1;
} else
  console.log(
    `${workflows.length} workflows are fine: every step can be reached, every question answered, every way ends.`,
  );
