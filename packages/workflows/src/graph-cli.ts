import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { readCommandLine, runCommand } from '@acebuddy/service-kit/command-line';
import { type GeneratedFile, generatedFiles, operatorsFiles, outdatedFiles } from './graph/generated-files.ts';
import { operatorsFolders } from './operators-folders.ts';

/** `pnpm workflows:graph` writes the diagrams and the editors' schema; `--check` fails when they are out of date. */
const usage = `pnpm workflows:graph: draws the workflows of WORKFLOWS_DIR (.env included): a page <id>.md for each beside its file, and
workflow.schema.json, with which editors complete and check what is typed. Without WORKFLOWS_DIR it writes docs/workflows
and the schema of the checkout anew.

  --check   writes nothing, and ends with 1 when a file of the checkout is out of date`;
const { values } = readCommandLine({ usage, options: { check: { type: 'boolean', default: false } } });

process.exitCode = await runCommand(async () => {
  if (values.check) return isUpToDate();
  const [folder] = operatorsFolders([], process.env);
  write(folder === undefined ? generatedFiles() : operatorsFiles(folder));
  return true;
});

function isUpToDate(): boolean {
  const outdated = outdatedFiles();
  for (const path of outdated)
    console.error(`${relative(process.cwd(), path)} is out of date: run "pnpm workflows:graph".`);
  if (outdated.length === 0) console.log('Diagrams and schema are up to date.');
  return outdated.length === 0;
}

function write(files: readonly GeneratedFile[]): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const folders = new Set(files.map(({ path }) => dirname(path)));
  console.log(`Wrote ${files.length} files into ${[...folders].join(' and ')}.`);
}
