import { defaultLanguage } from '@acebuddy/catalogue';
import type { Say } from '../texts.ts';
import { escapeHtml, type Page, page } from './html.ts';

/** An error where a person looks: what happened and what to do, no codes but the id that support may ask for. */
export function errorPage(say: Say, status: number, sentence: string, requestId: string): Page {
  const title = say(status === 404 ? 'error.invalid_link' : status < 500 ? 'error.did_not_work' : 'error.try_again');
  return page(
    title,
    `<h1>${title}</h1>
<p>${escapeHtml(say.language === defaultLanguage ? withoutTitle(sentence, title) : say(generalOf(status)))}</p>
<p><small>${escapeHtml(say('error.quote', { id: requestId }))}</small></p>`,
    undefined,
    say.language,
  );
}

/** Errors have their sentences in English; another language has one for each kind. */
const generalOf = (status: number) =>
  status === 404 ? 'error.newest_mail' : status < 500 ? 'error.input' : 'error.later';

/** What happened may be the title already; it is said once. */
function withoutTitle(sentence: string, title: string): string {
  const rest = sentence.startsWith(`${title}. `) ? sentence.slice(title.length + 2) : '';
  return rest === '' ? sentence : rest;
}
