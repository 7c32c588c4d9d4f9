import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** Reads one of the files that the engine cannot do without. */
export function readBuiltin(name: string): unknown {
  return parse(readFileSync(new URL(`../../builtin/${name}`, import.meta.url), 'utf8'));
}
