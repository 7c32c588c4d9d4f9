import { readFileSync } from 'node:fs';
import type { Secret, SecretKind } from '../src/secret.ts';

export interface LabelledLine {
  readonly text: string;
  readonly secrets: readonly Secret[];
}

/** `{{kind|secret}}`, or `{{secret}}` where the kind is not held against the removal. */
const mark = /\{\{(?:(password|code|card|taxId|secret)\|)?(.+?)\}\}/gs;

/** The labelled lines of a file beside this one: each text as typed (⏎ is a line break), and where its secrets stand. */
export function readCorpus(file = 'corpus.txt'): LabelledLine[] {
  return readFileSync(new URL(`./${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map((line) => toLine(line.replaceAll('⏎', '\n')));
}

function toLine(line: string): LabelledLine {
  const secrets: Secret[] = [];
  let text = '';
  let from = 0;
  for (const match of line.matchAll(mark)) {
    const [whole, kind = 'secret', secret = ''] = match;
    text += line.slice(from, match.index);
    secrets.push({ kind: kind as SecretKind, start: text.length, end: text.length + secret.length });
    text += secret;
    from = match.index + whole.length;
  }
  return { text: text + line.slice(from), secrets };
}
