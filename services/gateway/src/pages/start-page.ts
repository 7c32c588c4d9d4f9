import { escapeHtml, type Page, page } from './html.ts';

/** What `/` shows: where to go. */
export function startPage(places: readonly (readonly [name: string, path: string])[]): Page {
  const items = places.map(([name, path]) => `<li><a href="${escapeHtml(path)}">${escapeHtml(name)}</a></li>`);
  return page('AceBuddy', `<h1>AceBuddy</h1>\n<ul>${items.join('')}</ul>`);
}
