import { escapeHtml, type Page, page } from './html.ts';

/** An error where a person looks: what happened and what to do, no codes but the id that support may ask for. */
export function errorPage(status: number, sentence: string, requestId: string): Page {
  const title = status === 404 ? 'This link is not valid' : status < 500 ? 'This did not work' : 'Please try again';
  return page(
    title,
    `<h1>${title}</h1>
<p>${escapeHtml(withoutTitle(sentence, title))}</p>
<p><small>If this keeps happening, reply to the mail that brought you here and quote ${escapeHtml(requestId)}.</small></p>`,
  );
}

/** What happened may be the title already; it is said once. */
function withoutTitle(sentence: string, title: string): string {
  const rest = sentence.startsWith(`${title}. `) ? sentence.slice(title.length + 2) : '';
  return rest === '' ? sentence : rest;
}
