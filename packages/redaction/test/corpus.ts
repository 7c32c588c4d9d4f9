import { readFileSync } from 'node:fs';
import type { Secret, SecretKind } from '../src/secret.ts';

export interface LabelledLine {
  readonly text: string;
  readonly secrets: readonly Secret[];
}

const mark = /\{\{(password|code|card|taxId|secret)\|(.+?)\}\}/g;

/** The labelled lines of `corpus.txt`: each text as typed, and where its secrets stand. */
export function readCorpus(): LabelledLine[] {
  return readFileSync(new URL('./corpus.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map(toLine);
}

function toLine(line: string): LabelledLine {
  const secrets: Secret[] = [];
  let text = '';
  let from = 0;
  for (const match of line.matchAll(mark)) {
    const [whole, kind = '', secret = ''] = match;
    text += line.slice(from, match.index);
    secrets.push({ kind: kind as SecretKind, start: text.length, end: text.length + secret.length });
    text += secret;
    from = match.index + whole.length;
  }
  return { text: text + line.slice(from), secrets };
}
