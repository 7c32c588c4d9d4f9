import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checkCatalogues } from './check-catalogues.ts';
import { CatalogueError, type FileProblem } from './file-problem.ts';
import { type Catalogue, readCatalogue } from './read-catalogue.ts';
import type { TextTable } from './text-types.ts';

export interface ReadCatalogues {
  readonly catalogues: readonly Catalogue[];
  readonly problems: readonly FileProblem[];
}

/** Reads the catalogue of every language, and names what is wrong in one or missing in it. */
export function readCatalogues(folders: readonly string[], table: TextTable): ReadCatalogues {
  const read = folders
    .flatMap(yamlFiles)
    .map((file) => readCatalogue(relative(process.cwd(), file), readFileSync(file, 'utf8')));
  const catalogues = read.map(({ catalogue }) => catalogue);
  return { catalogues, problems: [...read.flatMap(({ problems }) => problems), ...checkCatalogues(catalogues, table)] };
}

/**
 * The same, for starting the product.
 * @throws CatalogueError that names every problem with file, line and mend
 */
export function loadCatalogues(folders: readonly string[], table: TextTable): readonly Catalogue[] {
  const { catalogues, problems } = readCatalogues(folders, table);
  if (problems.length > 0) throw new CatalogueError(problems);
  return catalogues;
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}
