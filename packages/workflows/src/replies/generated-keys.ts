import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WorkflowFilesError } from '../definition/workflow-problem.ts';
import { bundledRepliesFolder } from './load-replies.ts';
import { readCatalogue } from './read-catalogue.ts';
import { defaultLanguage } from './reply-types.ts';

/** Keys and parameters of the English catalogue for the compiler. */
export const generatedKeysFile: string = fileURLToPath(new URL('generated/reply-parameters.ts', import.meta.url));

/** @throws WorkflowFilesError when the English catalogue cannot be read */
export function generatedKeys(): string {
  const name = `${defaultLanguage}.yaml`;
  const { catalogue, problems } = readCatalogue(name, readFileSync(join(bundledRepliesFolder, name), 'utf8'));
  if (problems.length > 0) throw new WorkflowFilesError(problems);
  const lines = [...catalogue.replies].map(
    ([key, { parameters }]) => `  '${key}': ${JSON.stringify(parameters).replaceAll('"', "'")},`,
  );
  return [
    `// Made from replies/${name} by "pnpm workflows:replies". Do not edit.`,
    'export const replyParameters = {',
    ...lines,
    '} as const;',
    'export type ReplyKey = keyof typeof replyParameters;',
    '',
  ].join('\n');
}
