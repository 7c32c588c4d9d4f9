import { basename } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import type { FileProblem } from './file-problem.ts';
import { parseMessage } from './message.ts';
import { type Parameters, parametersOf } from './parameters.ts';

/** One reply of a language: messages in ICU syntax that are known to be right. */
export interface Reply {
  /** Wordings of the same; most have one. */
  readonly texts: readonly string[];
  readonly parameters: Parameters;
  /** Line of the file. */
  readonly line: number;
}

/** All replies of one language by key: the names of the groups and of the text, joined by dots. */
export interface Catalogue {
  /** BCP 47 tag, from the name of the file. */
  readonly language: string;
  readonly file: string;
  readonly replies: ReadonlyMap<string, Reply>;
}

export interface ReadCatalogue {
  readonly catalogue: Catalogue;
  readonly problems: readonly FileProblem[];
}

/** Reads the text of `<language>.yaml`: groups of groups, whose leaves are messages in ICU syntax or lists of them. */
export function readCatalogue(file: string, text: string): ReadCatalogue {
  const language = basename(file).replace(/\.ya?ml$/, '');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const replies = new Map<string, Reply>();
  const problems: FileProblem[] = [];
  const lineAt = (offset: number | undefined) => (offset === undefined ? 1 : lines.linePos(offset).line);
  const report = (line: number, path: string, message: string, mend: string) =>
    problems.push({ file, line, path, message, mend });

  function readGroup(pairs: readonly Pair<unknown, unknown>[], prefix: string): void {
    for (const { key, value } of pairs) {
      const line = lineAt((key as Node).range?.[0]);
      const path = `${prefix}${isScalar(key) ? String(key.value) : ''}`;
      if (isMap(value)) readGroup(value.items, `${path}.`);
      else readReply(value, path, line);
    }
  }

  function readReply(value: unknown, path: string, line: number): void {
    const items = isSeq(value) ? value.items : [value];
    const texts = items.flatMap((item) => (isScalar(item) && typeof item.value === 'string' ? [item.value] : []));
    if (texts.length === 0 || texts.length < items.length || texts.some((one) => one.trim() === '')) {
      report(line, path, 'this is no text', 'write a text in quotes, or a list of texts');
      return;
    }
    try {
      replies.set(path, { texts, parameters: parametersOf(texts.map(parseMessage)), line });
    } catch (error) {
      const mend = "compare the braces with other texts of this file; a brace itself is written as '{'";
      report(line, path, `this is no ICU message: ${(error as Error).message}`, mend);
    }
  }

  for (const error of document.errors)
    report(lineAt(error.pos[0]), '', `this is not valid YAML: ${error.message}`, 'check indentation and quotes');
  if (isMap(document.contents)) readGroup(document.contents.items, '');
  return { catalogue: { language, file, replies }, problems };
}
