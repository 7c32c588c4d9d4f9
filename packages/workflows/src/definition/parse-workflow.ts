import { basename } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { core } from 'zod';
import { defaultLanguage } from '../replies/reply-types.ts';
import { type Filled, fillTexts } from './fill-texts.ts';
import { lineIn } from './line-in.ts';
import { fingerprint, toProgram, type Workflow } from './program.ts';
import { stepKeys, stepSchemaFor } from './step-schema.ts';
import type { TextsFile } from './texts-file.ts';
import type { WorkflowProblem } from './workflow-problem.ts';
import { workflowSchema } from './workflow-schema.ts';

type Path = readonly PropertyKey[];
export type Located = (path: Path) => number;

export interface ParsedFile {
  readonly workflow: Workflow | null;
  readonly problems: readonly WorkflowProblem[];
  /** Line of a place in the file, for problems found later. */
  readonly lineOf: Located;
  /** The texts that it names. */
  readonly asked: Filled['asked'];
}

function lackingIn(file: string, asked: Filled['asked'], texts: TextsFile | null, lineOf: Located): WorkflowProblem[] {
  const where = texts?.file ?? `${file.replace(/\.ya?ml$/, '')}.en.yaml`;
  return asked
    .filter(({ name }) => texts?.texts.has(name) !== true)
    .map(({ name, path }) => ({
      file,
      line: lineOf(path),
      path: toPath(path),
      message: `no text is called "${name}" in ${where}`,
      mend: 'add it there, or write the text here',
    }));
}

/**
 * Reads one file's text. `file` is the name shown in messages; the id inside must be the file's name. `texts`: those that
 * it names as `$name`, in the language in which it is read.
 */
export function parseWorkflow(file: string, text: string, texts: TextsFile | null = null): ParsedFile {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const lineOf: Located = (path) => lineIn(document, lineCounter, path);
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      file,
      line: lineCounter.linePos(error.pos[0]).line,
      path: '',
      message: `this is not valid YAML: ${error.message}`,
      mend: 'check indentation (two spaces a level), quotes around texts with a colon, and the dashes of lists',
    }));
    return { workflow: null, problems, lineOf, asked: [] };
  }
  const { value, asked } = fillTexts(document.toJS(), texts?.texts ?? new Map());
  const lacking = lackingIn(file, asked, texts, lineOf);
  if (lacking.length > 0) return { workflow: null, problems: lacking, lineOf, asked };
  const result = workflowSchema.safeParse(value);
  if (!result.success) {
    const issues = result.error.issues.flatMap((issue) => sharpen(issue, value, []));
    return { workflow: null, problems: issues.map((issue) => toProblem(file, issue, lineOf)), lineOf, asked };
  }
  const problems = checkId(file, result.data.id, lineOf);
  const program = toProgram(result.data.steps);
  const version = fingerprint(`${text}${texts?.source ?? ''}`);
  const language = texts?.language ?? defaultLanguage;
  return { workflow: { definition: result.data, program, file, language, version }, problems, lineOf, asked };
}

function checkId(file: string, id: string, lineOf: Located): WorkflowProblem[] {
  const expected = basename(file).replace(/\.ya?ml$/, '');
  if (id === expected) return [];
  const mend = `write "id: ${expected}" or rename the file to ${id}.yaml`;
  return [{ file, line: lineOf(['id']), path: 'id', message: `the id "${id}" is not the file's name`, mend }];
}

interface Sharp {
  readonly path: Path;
  readonly issue: core.$ZodIssue;
}

/** A step is one of ten shapes; the issues of the shape that was meant say more than "no shape fits". */
function sharpen(issue: core.$ZodIssue, root: unknown, base: Path): Sharp[] {
  const path = [...base, ...issue.path];
  const value = valueAt(root, issue.path);
  if (issue.code !== 'invalid_union' || path.at(-2) !== 'steps') return [{ path, issue }];
  const schema = stepSchemaFor(value);
  const result = schema?.safeParse(value);
  if (result === undefined || result.success) return [{ path, issue }];
  return result.error.issues.flatMap((inner) => sharpen(inner, value, path));
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

function toProblem(file: string, { path, issue }: Sharp, lineOf: Located): WorkflowProblem {
  const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const place = unknownKey === undefined ? path : [...path, unknownKey];
  return { file, line: lineOf(place), path: toPath(place), message: toMessage(issue), mend: toMend(issue, path) };
}

function toMessage(issue: core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `nothing is called ${issue.keys.map((key) => `"${key}"`).join(', ')} here`;
  if (issue.code === 'invalid_type' && issue.input === undefined && issue.message.includes('undefined'))
    return 'is missing';
  if (issue.code === 'invalid_union') return 'this is none of the forms allowed here';
  return issue.message;
}

function toMend(issue: core.$ZodIssue, path: Path): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'check the spelling, or remove it; docs/workflows.md lists what is allowed here';
    case 'too_big':
      return 'shorten it';
    case 'too_small':
      return 'add what is missing';
    case 'invalid_value':
      return `use one of: ${issue.values.join(', ')}`;
    case 'invalid_type':
      return `write a ${issue.expected} here`;
    case 'invalid_union':
      return path.at(-2) === 'steps'
        ? `a step has one of: ${stepKeys.join(', ')}`
        : 'compare with an example in docs/workflows.md';
    default:
      return 'correct it; docs/workflows.md has an example';
  }
}

export function toPath(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}
