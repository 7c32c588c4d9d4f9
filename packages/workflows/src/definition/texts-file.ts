import { basename } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { lineIn } from './line-in.ts';
import type { WorkflowProblem } from './workflow-problem.ts';

/** The texts of one workflow in one language: `disk_upgrade.en.yaml` beside `disk_upgrade.yaml`. */
export interface TextsFile {
  readonly workflow: string;
  /** BCP 47 tag. */
  readonly language: string;
  readonly file: string;
  /** By name: the keys that lead to it, joined by dots. */
  readonly texts: ReadonlyMap<string, string | readonly string[]>;
  readonly source: string;
  readonly problems: readonly WorkflowProblem[];
  lineOf(name: string): number;
}

type Tree = { readonly [key: string]: string | readonly string[] | Tree };

const treeSchema: z.ZodType<Tree> = z.lazy(() =>
  z.record(
    z.string().regex(/^[a-z0-9_]+$/),
    z.union([z.string().min(1), z.array(z.string().min(1)).min(1), treeSchema]),
  ),
);

/** The workflow and language that a file's name tells; null for the file of a workflow itself. */
export function namesIn(file: string): { readonly workflow: string; readonly language: string } | null {
  const match = /^(\w+)\.([a-z]{2,3}(?:-\w+)*)\.ya?ml$/.exec(basename(file));
  return match?.[1] === undefined || match[2] === undefined ? null : { workflow: match[1], language: match[2] };
}

/** Reads the text of such a file. */
export function readTextsFile(file: string, source: string): TextsFile {
  const names = namesIn(file) ?? { workflow: '', language: '' };
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const lineOf = (name: string) => lineIn(document, lines, name === '' ? [] : name.split('.'));
  const report = (path: string, message: string, line = lineOf(path)): WorkflowProblem => ({
    file,
    line,
    path,
    message,
    mend: 'write texts, lists of texts, or groups of them, with names of lower case letters, digits and underscores',
  });
  const broken = document.errors.map((error) =>
    report('', `this is not valid YAML: ${error.message}`, lines.linePos(error.pos[0]).line),
  );
  const read = treeSchema.safeParse(broken.length > 0 ? {} : document.toJS());
  const wrong = read.success ? [] : read.error.issues.map(({ path }) => report(path.join('.'), 'this is no text'));
  const texts = new Map(leaves(read.success ? read.data : {}, ''));
  return { ...names, file, texts, source, problems: [...broken, ...wrong], lineOf };
}

function leaves(tree: Tree, prefix: string): [string, string | readonly string[]][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const name = `${prefix}${key}`;
    const isLeaf = (one: typeof value): one is string | readonly string[] =>
      typeof one === 'string' || Array.isArray(one);
    return isLeaf(value) ? [[name, value] as [string, string | readonly string[]]] : leaves(value, `${name}.`);
  });
}
