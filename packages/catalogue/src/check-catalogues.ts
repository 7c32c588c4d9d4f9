import type { FileProblem } from './file-problem.ts';
import type { Catalogue, Reply } from './read-catalogue.ts';
import { defaultLanguage, type TextTable } from './text-types.ts';

/** What the code asks for and a language does not say, what nobody asks for, and parameters that nobody gives. */
export function checkCatalogues(catalogues: readonly Catalogue[], table: TextTable): FileProblem[] {
  return catalogues.flatMap((catalogue) => [
    ...missing(catalogue, table),
    ...[...catalogue.replies].flatMap(([key, reply]) => wrongIn(catalogue, key, reply, table)),
  ]);
}

function missing({ language, file, replies }: Catalogue, table: TextTable): FileProblem[] {
  const mend =
    language === defaultLanguage
      ? 'add the text, or run "pnpm catalogues" when nothing says it any more'
      : `translate it from ${defaultLanguage}.yaml`;
  return Object.keys(table)
    .filter((key) => !replies.has(key))
    .map((key) => ({ file, line: 1, path: key, message: `the language "${language}" has no text for this`, mend }));
}

function wrongIn({ file }: Catalogue, key: string, { parameters, line }: Reply, table: TextTable): FileProblem[] {
  const given = Object.hasOwn(table, key) ? table[key] : undefined;
  if (given === undefined)
    return [
      {
        file,
        line,
        path: key,
        message: 'nothing says this text',
        mend: 'remove it; a new one is made known by "pnpm catalogues"',
      },
    ];
  return Object.entries(parameters)
    .filter(([name, kind]) => !fits(kind, given[name]))
    .map(([name]) => {
      const names = Object.keys(given).map((one) => `{${one}}`);
      const has = names.length === 0 ? 'has none' : `has ${names.join(', ')}`;
      const mend = `this text ${has}; a new one is made known by "pnpm catalogues"`;
      return { file, line, path: key, message: `nobody fills {${name}} here, or not in this way`, mend };
    });
}

/** A language may do without a choice, or leave one to `other`, but not choose by what is none. */
function fits(kind: unknown, given: unknown): boolean {
  if (kind === 'text') return given !== undefined;
  if (!Array.isArray(kind)) return kind === given;
  return Array.isArray(given) && kind.every((option) => given.includes(option));
}
