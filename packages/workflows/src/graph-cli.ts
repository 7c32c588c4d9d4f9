import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { generatedFiles, outdatedFiles } from './graph/generated-files.ts';

/** `pnpm workflows:graph` writes the diagrams and the editors' schema; `--check` fails when they are out of date. */
if (process.argv.includes('--check')) {
  const outdated = outdatedFiles();
  for (const path of outdated)
    console.error(`${relative(process.cwd(), path)} is out of date: run "pnpm workflows:graph".`);
  if (outdated.length > 0) process.exitCode = 1;
  else console.log('Diagrams and schema are up to date.');
} else {
  const files = generatedFiles();
  for (const { path, text } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  console.log(`Wrote ${files.length} files.`);
}
