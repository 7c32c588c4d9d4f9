import { basename, dirname } from 'node:path';
import { defaultLanguage } from '../replies/reply-types.ts';
import { type ParsedFile, parseWorkflow } from './parse-workflow.ts';
import type { Workflow } from './program.ts';
import type { TextsFile } from './texts-file.ts';
import type { WorkflowProblem } from './workflow-problem.ts';

/**
 * Reads a workflow file with the texts that it names, in every language for which there are any. Of two files with texts
 * for the same language the last one counts.
 */
export function parseInAllLanguages(file: string, source: string, all: readonly TextsFile[]): ParsedFile {
  const id = basename(file).replace(/\.ya?ml$/, '');
  const texts = new Map(all.filter(({ workflow }) => workflow === id).map((one) => [one.language, one]));
  const parsed = parseWorkflow(file, source, texts.get(defaultLanguage) ?? null);
  const { workflow: original, asked } = parsed;
  // An own file of an operator's may say everything itself.
  const own = asked.length > 0 ? [...texts.values()] : [];
  const unused = own.filter((one) => dirname(one.file) === dirname(file)).flatMap((one) => unusedIn(one, asked));
  if (original === null) return { ...parsed, problems: [...parsed.problems, ...unused] };
  const others = own.filter(({ language }) => language !== defaultLanguage);
  const read = others.map((one) => [one.language, parseWorkflow(file, source, one)] as const);
  const translations = new Map(
    read.flatMap(([language, { workflow }]) => (workflow === null ? [] : [[language, translated(original, workflow)]])),
  );
  const problems = [...parsed.problems, ...read.flatMap(([, one]) => one.problems), ...unused];
  const workflow = asked.length === 0 ? original : { ...original, translations };
  return { ...parsed, workflow, problems };
}

/** The keys of steps come from English texts where a step has no name: a chat goes on whatever its language. */
function translated(original: Workflow, workflow: Workflow): Workflow {
  const nodes = workflow.program.nodes.map((node, index) => ({
    ...node,
    key: original.program.nodes[index]?.key ?? node.key,
  }));
  return { ...workflow, program: { ...workflow.program, nodes }, original };
}

function unusedIn({ file, texts, lineOf }: TextsFile, asked: ParsedFile['asked']): WorkflowProblem[] {
  const names = new Set(asked.map(({ name }) => name));
  return [...texts.keys()]
    .filter((name) => !names.has(name))
    .map((name) => ({
      file,
      line: lineOf(name),
      path: name,
      message: 'the workflow does not ask for this text',
      mend: `write $${name} where it belongs, or remove it`,
    }));
}

/** Workflows that have texts in other files, but none in one of these languages. */
export function untranslated(workflows: readonly Workflow[], languages: readonly string[]): WorkflowProblem[] {
  return workflows.flatMap(({ file, definition: { id }, translations }) =>
    translations === undefined || file === null
      ? []
      : languages
          .filter((language) => language !== defaultLanguage && !translations.has(language))
          .map((language) => ({
            file,
            line: 1,
            path: '',
            message: `the language "${language}" has no texts for this workflow`,
            mend: `translate ${id}.${defaultLanguage}.yaml as ${id}.${language}.yaml`,
          })),
  );
}
