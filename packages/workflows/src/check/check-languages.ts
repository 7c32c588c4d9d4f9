import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WorkflowProblem } from '../definition/workflow-problem.ts';
import { fallbackLanguage } from '../language/language-file.ts';

export const bundledLanguagesFolder: string = fileURLToPath(new URL('../../language/', import.meta.url));

/** Files of words that a language which is spoken lacks, so that its customers are read as if they wrote English. */
export function checkLanguages(
  languages: readonly string[],
  { folder, acts }: { readonly folder: string; readonly acts: readonly string[] },
): WorkflowProblem[] {
  const names = readdirSync(join(folder, fallbackLanguage)).sort();
  const problem = (file: string, message: string, mend: string) => ({ file, line: 1, path: '', message, mend });
  return languages
    .filter((language) => language !== fallbackLanguage)
    .flatMap((language) => [
      ...names
        .filter((name) => !existsSync(join(folder, language, name)))
        .map((name) =>
          problem(
            join('language', language, name),
            `the language "${language}" has no words for this`,
            `translate ${join('language', fallbackLanguage, name)}`,
          ),
        ),
      ...(acts.includes(language)
        ? []
        : [
            problem(
              join('data', 'acts', language),
              `the acts of "${language}" cannot be read`,
              'write lines for them: docs/languages.md',
            ),
          ]),
    ]);
}
