import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { fillTexts } from '../definition/fill-texts.ts';
import { namesIn, readTextsFile, type TextsFile } from '../definition/texts-file.ts';
import { defaultLanguage } from '../replies/reply-types.ts';

const folder = new URL('../../builtin/', import.meta.url);

/** The text of one of the files that the engine cannot do without. */
export function builtinSource(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8');
}

/** What these files say, in all languages. */
export const builtinTexts: readonly TextsFile[] = readdirSync(fileURLToPath(folder))
  .filter((name) => namesIn(name) !== null)
  .sort()
  .map((name) => readTextsFile(name, builtinSource(name)));

/** Reads such a file in a language; what is not written in it, or in its main language (`es` for `es-MX`), is in English. */
export function readBuiltin(name: string, language: string): unknown {
  const id = name.replace(/\.yaml$/, '');
  const tags = [defaultLanguage, language.split('-')[0] ?? '', language];
  const texts = tags.flatMap((tag) => builtinTexts.filter((one) => one.workflow === id && one.language === tag));
  return fillTexts(parse(builtinSource(name)), new Map(texts.flatMap((one) => [...one.texts]))).value;
}
