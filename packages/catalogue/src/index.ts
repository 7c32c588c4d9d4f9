export { checkCatalogues } from './check-catalogues.ts';
export { CatalogueError, describeProblem, type FileProblem } from './file-problem.ts';
export { createFiller, parseMessage, type Values } from './message.ts';
export type { Parameters } from './parameters.ts';
export { type Catalogue, type Reply, readCatalogue } from './read-catalogue.ts';
export { loadCatalogues, type ReadCatalogues, readCatalogues } from './read-folder.ts';
export { defaultLanguage, type TextArguments, type Texts, type TextsOf, type TextTable } from './text-types.ts';
export { createTexts, openTexts } from './texts.ts';
