import type { WorkflowProblem } from '../definition/workflow-problem.ts';
import { type ReplyKey, replyParameters } from './generated/reply-parameters.ts';
import type { Catalogue, Reply } from './read-catalogue.ts';
import { defaultLanguage } from './reply-types.ts';

const isKey = (key: string): key is ReplyKey => Object.hasOwn(replyParameters, key);

/** What the code asks for and a language does not say, what nobody asks for, and parameters that nobody gives. */
export function checkCatalogues(catalogues: readonly Catalogue[]): WorkflowProblem[] {
  return catalogues.flatMap((catalogue) => [
    ...missing(catalogue),
    ...[...catalogue.replies].flatMap(([key, reply]) => wrongIn(catalogue, key, reply)),
  ]);
}

function missing({ language, file, replies }: Catalogue): WorkflowProblem[] {
  const mend =
    language === defaultLanguage
      ? 'add the text, or run "pnpm workflows:replies" when nothing says it any more'
      : `translate it from ${defaultLanguage}.yaml`;
  return Object.keys(replyParameters)
    .filter((key) => !replies.has(key))
    .map((key) => ({ file, line: 1, path: key, message: `the language "${language}" has no text for this`, mend }));
}

function wrongIn({ file }: Catalogue, key: string, { parameters, line }: Reply): WorkflowProblem[] {
  if (!isKey(key))
    return [
      {
        file,
        line,
        path: key,
        message: 'nothing says this text',
        mend: 'remove it; a new one is made known by "pnpm workflows:replies"',
      },
    ];
  const given: Readonly<Record<string, unknown>> = replyParameters[key];
  return Object.entries(parameters)
    .filter(([name, kind]) => !fits(kind, given[name]))
    .map(([name]) => {
      const names = Object.keys(given).map((one) => `{${one}}`);
      const has = names.length === 0 ? 'has none' : `has ${names.join(', ')}`;
      const mend = `this text ${has}; a new one is made known by "pnpm workflows:replies"`;
      return { file, line, path: key, message: `nobody fills {${name}} here, or not in this way`, mend };
    });
}

/** A language may do without a choice, or leave one to `other`, but not choose by what is none. */
function fits(kind: unknown, given: unknown): boolean {
  if (kind === 'text') return given !== undefined;
  if (!Array.isArray(kind)) return kind === given;
  return Array.isArray(given) && kind.every((option) => given.includes(option));
}
