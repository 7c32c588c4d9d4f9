import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WorkflowFilesError, type WorkflowProblem } from '../definition/workflow-problem.ts';
import { checkCatalogues } from './check-catalogues.ts';
import { type Catalogue, readCatalogue } from './read-catalogue.ts';

/** One file a language: `en.yaml`. */
export const bundledRepliesFolder: string = fileURLToPath(new URL('../../replies/', import.meta.url));

export interface ReadReplies {
  readonly catalogues: readonly Catalogue[];
  readonly problems: readonly WorkflowProblem[];
}

/** Reads the catalogue of every language, and names what is wrong in one or missing in it. */
export function readReplies(folders: readonly string[]): ReadReplies {
  const read = folders
    .flatMap(yamlFiles)
    .map((file) => readCatalogue(relative(process.cwd(), file), readFileSync(file, 'utf8')));
  const catalogues = read.map(({ catalogue }) => catalogue);
  return { catalogues, problems: [...read.flatMap(({ problems }) => problems), ...checkCatalogues(catalogues)] };
}

/**
 * The same, for starting the product.
 * @throws WorkflowFilesError that names every problem with file, line and mend
 */
export function loadReplies(folders: readonly string[]): readonly Catalogue[] {
  const { catalogues, problems } = readReplies(folders);
  if (problems.length > 0) throw new WorkflowFilesError(problems);
  return catalogues;
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}
