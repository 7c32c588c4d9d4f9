import { escapeHtml, type Page, page } from './html.ts';

/**
 * Where a key is exchanged for a session. Works without scripts.
 * @param next Page of the console to go to afterwards; null: its first one.
 */
export function loginPage(trouble: string | null, next: string | null): Page {
  return page(
    'Sign in',
    `<h1>Sign in to AceBuddy</h1>
${trouble === null ? '' : `<p class="note" role="alert"><strong>${escapeHtml(trouble)}</strong></p>`}
<form method="post" action="/console/login">
${next === null ? '' : `<input type="hidden" name="next" value="${escapeHtml(next)}">\n`}<label for="key">Key</label>
<input id="key" name="key" type="password" autocomplete="current-password" required maxlength="500">
<button class="primary">Sign in</button>
</form>
<p><small>Without configured keys it is the one in the file <code>local-key</code> of the data folder; the address that the start prints opens this page without it, once.</small></p>`,
  );
}
