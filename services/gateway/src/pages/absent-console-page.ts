import { type Page, page } from './html.ts';

/** In place of a console that is being built: the browser asks again by itself (`Refresh`). */
export function comingConsolePage(): Page {
  return page(
    'A moment',
    `<h1>The console is being built, a moment</h1>
<p role="status">That happens after the first start and after an update, and takes some seconds. This page opens it by itself. Chats, tickets and mails go on meanwhile.</p>`,
  );
}

/** In place of a console that nobody builds. */
export function absentConsolePage(): Page {
  return page(
    'The console is not built',
    `<h1>The console is not built</h1>
<p>Everything else works. In the checkout that this gateway runs from, this command builds it; a restart is not needed:</p>
<pre tabindex="0">npx -y pnpm install &amp;&amp; npx -y pnpm --filter @acebuddy/console build</pre>
<p>Meanwhile: <a href="/docs">the API</a>.</p>`,
  );
}
