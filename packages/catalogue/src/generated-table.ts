import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CatalogueError } from './file-problem.ts';
import { readCatalogue } from './read-catalogue.ts';
import { defaultLanguage } from './text-types.ts';

/**
 * Keys and parameters of a folder's English catalogue, as source text for the compiler.
 * @throws CatalogueError when it cannot be read
 */
export function generatedTable(folder: string): string {
  const name = `${defaultLanguage}.yaml`;
  const { catalogue, problems } = readCatalogue(name, readFileSync(join(folder, name), 'utf8'));
  if (problems.length > 0) throw new CatalogueError(problems);
  const lines = [...catalogue.replies].map(
    ([key, { parameters }]) => `  '${key}': ${JSON.stringify(parameters).replaceAll('"', "'")},`,
  );
  return [
    `// Made from ${name} by "pnpm catalogues". Do not edit.`,
    'export const textTable = {',
    ...lines,
    '} as const;',
    '',
  ].join('\n');
}
