import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@acebuddy/contracts';
import { marked } from 'marked';
import { z } from 'zod';
import type { GatewayApp } from '../http/gateway-app.ts';
import { type Page, page, sendPage } from '../pages/html.ts';

/** One Markdown file an alert, named after it; `README.md` lists them. Part of this checkout. */
const folder = join(import.meta.dirname, '../../../../docs/runbook');
const alertParams = z.object({ alert: z.string().regex(/^[a-z][a-z0-9_]{0,60}$/) });

/** What to do about each alert: mails and Prometheus rules lead here, also when hardly anything else works. */
export function registerRunbook(app: GatewayApp): void {
  const config = { page: true };
  app.get('/runbook', { schema: { hide: true }, config }, async (_request, reply) =>
    sendPage(reply, await pageOf('README')),
  );
  app.get('/runbook/:alert', { schema: { hide: true, params: alertParams }, config }, async (request, reply) => {
    const known = await readdir(folder);
    if (!known.includes(`${request.params.alert}.md`))
      throw new AppError('NOT_FOUND', `The runbook has no page "${request.params.alert}".`);
    return sendPage(reply, await pageOf(request.params.alert));
  });
}

/** Our own words, so that their HTML needs no cleaning. */
async function pageOf(name: string): Promise<Page> {
  const text = await readFile(join(folder, `${name}.md`), 'utf8');
  const title = /^# (.+)$/m.exec(text)?.[1] ?? name;
  const body = await marked.parse(withWebLinks(text));
  return page(title, body);
}

/** Pages lead to each other by their files' names, so that the folder can be read as it is. */
function withWebLinks(text: string): string {
  return text.replace(/\]\(([a-z][a-z0-9_]*)\.md\)/g, '](/runbook/$1)').replaceAll('](README.md)', '](/runbook)');
}
