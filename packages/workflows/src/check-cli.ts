import { resolve } from 'node:path';
import { actLanguages } from '@acebuddy/detection/evaluate';
import { readCommandLine, runCommand } from '@acebuddy/service-kit/command-line';
import { bundledLanguagesFolder, checkLanguages } from './check/check-languages.ts';
import { bundledWorkflowsFolder, readBuiltinWorkflows, readWorkflows } from './definition/load-workflows.ts';
import { untranslated } from './definition/translations.ts';
import { describeProblem } from './definition/workflow-problem.ts';
import { operatorsFolders } from './operators-folders.ts';
import { bundledRepliesFolder, readReplies } from './replies/replies.ts';

/** `pnpm workflows:check [folder…]`: the bundled files and those of the operator. */
const usage = `pnpm workflows:check [FOLDER …]: reads the workflows that come with AceBuddy and those of the folders (by itself
WORKFLOWS_DIR, .env included), follows every way through them, looks for replies and words that a language lacks, and names each
mistake with file, line and what to do. Ends with 1 when there is one. Changes nothing.`;
const { positionals } = readCommandLine({ usage });

process.exitCode = await runCommand(check);

async function check(): Promise<boolean> {
  const own = operatorsFolders(positionals, process.env);
  const folders = [bundledWorkflowsFolder, ...own];
  const { workflows, problems: inWorkflows } = readWorkflows(folders);
  const { workflows: builtin, problems: inBuiltin } = readBuiltinWorkflows();
  const { catalogues, problems: inReplies } = readReplies([bundledRepliesFolder]);
  const languages = catalogues.map(({ language }) => language);
  const problems = [
    ...inWorkflows,
    ...inBuiltin,
    ...inReplies,
    ...untranslated([...workflows, ...builtin], languages),
    ...checkLanguages(languages, { folder: bundledLanguagesFolder, acts: actLanguages() }),
  ];
  for (const problem of problems) console.error(describeProblem(problem));
  const where =
    own.length === 0
      ? 'WORKFLOWS_DIR is not set: only ours were read'
      : `with ${own.map((folder) => resolve(folder)).join(', ')}`;
  if (problems.length > 0) {
    console.error(`\n${problems.length} problem(s) in ${folders.length} folder(s) (${where}).`);
    return false;
  }
  console.log(
    `${workflows.length} workflows and ${builtin.length} of the engine's own are fine (${where}): every step can be reached, every question answered, every way ends.`,
  );
  console.log(`Replies: ${catalogues.map(({ language, replies }) => `${language} (${replies.size})`).join(', ')}.`);
  return true;
}
