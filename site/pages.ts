import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Group } from './navigation.ts';

export const docs = join(import.meta.dirname, '../docs');

/** A group with the pages of its folder read in, by their names. */
export function withFolder({ text, pages, folder }: Group): { text: string; pages: { text: string; link: string }[] } {
  if (folder === undefined) return { text, pages: [...pages] };
  const names = readdirSync(join(docs, folder))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort();
  const listed = names.map((name) => ({
    text: headingOf(join(docs, folder, name)),
    link: `/${folder}/${name.slice(0, -'.md'.length)}`,
  }));
  return { text, pages: [...pages, ...listed] };
}

/** @throws Error when the page has no first heading, so that nothing could be shown for it */
function headingOf(file: string): string {
  const heading = /^# (.+)$/m.exec(readFileSync(file, 'utf8'))?.[1];
  if (heading === undefined) throw new Error(`${file} has no first heading`);
  return heading.replaceAll('`', '');
}
