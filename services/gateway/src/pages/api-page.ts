import { z } from 'zod';
import { escapeHtml, type Page, page } from './html.ts';

const schema = z.looseObject({});
const media = z.record(z.string(), z.object({ schema: schema.optional() }));
const operation = z.object({
  tags: z.array(z.string()).default([]),
  summary: z.string().default(''),
  description: z.string().optional(),
  security: z.array(z.record(z.string(), z.unknown())).default([]),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.string(),
        required: z.boolean().default(false),
        schema: schema.optional(),
      }),
    )
    .default([]),
  requestBody: z.object({ content: media }).optional(),
  responses: z
    .record(z.string(), z.object({ description: z.string().optional(), content: media.optional() }))
    .default({}),
});
/** As much of an OpenAPI document as the page shows. */
const documentSchema = z.object({
  info: z.object({ title: z.string(), description: z.string().default('') }),
  tags: z.array(z.object({ name: z.string(), description: z.string().default('') })).default([]),
  paths: z.record(z.string(), z.record(z.string(), operation)),
});
type Operation = z.output<typeof operation>;

/** The API to read, without scripts: every route with what it takes and answers. */
export function apiPage(document: unknown): Page {
  const { info, tags, paths } = documentSchema.parse(document);
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, of]) => ({ path, method: method.toUpperCase(), of })),
  );
  const sections = tags.map(({ name, description }) => {
    const own = routes.filter(({ of }) => of.tags.includes(name));
    return `<h2>${escapeHtml(name)}</h2>\n<p>${escapeHtml(description)}</p>\n${own.map(route).join('\n')}`;
  });
  return page(
    info.title,
    `<h1>${escapeHtml(info.title)}</h1>
${info.description
  .split('\n\n')
  .map((text) => `<p>${marked(text)}</p>`)
  .join('\n')}
<p><a href="/openapi.json">openapi.json</a> is the same for programs.</p>
${sections.join('\n')}`,
  );
}

function route({ path, method, of }: { path: string; method: string; of: Operation }): string {
  return `<details><summary><code>${method} ${escapeHtml(path)}</code> ${escapeHtml(of.summary)}</summary>
${of.description === undefined ? '' : `<p>${marked(of.description)}</p>`}
${of.security.length === 0 ? '' : `<p>Needs: ${of.security.map((needed) => escapeHtml(Object.keys(needed).join(' and '))).join(', or ')}.</p>`}
${parameters(of)}
${of.requestBody === undefined ? '' : `<h3>Body</h3>\n${contents(of.requestBody.content)}`}
<h3>Answers</h3>
${Object.entries(of.responses)
  .map(
    ([status, { description = '', content = {} }]) =>
      `<p><code>${escapeHtml(status)}</code> ${escapeHtml(description)}</p>${contents(content)}`,
  )
  .join('\n')}
</details>`;
}

function parameters({ parameters: all }: Operation): string {
  if (all.length === 0) return '';
  const items = all.map(
    ({ name, in: place, required, schema: shape }) =>
      `<dt><code>${escapeHtml(name)}</code> in the ${escapeHtml(place)}${required ? '' : ', may be absent'}</dt><dd>${escapeHtml(JSON.stringify(shape ?? {}))}</dd>`,
  );
  return `<h3>Parameters</h3>\n<dl>${items.join('')}</dl>`;
}

function contents(content: z.output<typeof media>): string {
  return Object.entries(content)
    .map(
      ([type, { schema: shape }]) =>
        `<p>${escapeHtml(type)}</p><pre tabindex="0">${escapeHtml(JSON.stringify(shape ?? {}, null, 2))}</pre>`,
    )
    .join('');
}

/** The one mark that our descriptions use. */
function marked(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}
