import { createHash } from 'node:crypto';
import { type Brand, inkOn } from '@acebuddy/contracts';
import type { FastifyReply } from 'fastify';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as text in HTML, between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const style = `
:root { color-scheme: light dark; --accent: #1f4fd8; --accent-ink: #fff; --ground: light-dark(#edf0f6, #0f1218); --panel: light-dark(#fff, #181d27); --ink: light-dark(#1a2233, #e6eaf2); --soft: light-dark(#55607a, #9ba6bd); --line: light-dark(#dde2ed, #2b3344); --edge: light-dark(#5b6475, #a3adc2); }
body { font: 1rem/1.5 system-ui, "Segoe UI", sans-serif; margin: 0; padding: 2rem 1rem; background: var(--ground); color: var(--ink); }
header, main { box-sizing: border-box; max-width: 40rem; margin: 0 auto; }
header { padding: 0 .25rem .75rem; font-weight: 600; }
header img { display: block; height: 40px; max-width: 240px; object-fit: contain; object-position: left; }
main { padding: 1.5rem; background: var(--panel); border: 1px solid var(--line); border-top: .3rem solid var(--accent); border-radius: .6rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
a { color: light-dark(#1f4fd8, #86a9ff); }
dl { margin: 1rem 0; border-top: 1px solid var(--line); }
dt { font-size: .9rem; color: var(--soft); margin-top: .5rem; }
dd { margin: 0; padding-bottom: .5rem; border-bottom: 1px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; }
label { color: var(--soft); }
input, textarea { box-sizing: border-box; width: 100%; font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--edge); border-radius: .4rem; padding: .5rem; margin: .25rem 0 1rem; }
button { font: inherit; font-weight: 600; padding: .65rem 1.5rem; margin: 0 .75rem .5rem 0; border: 2px solid var(--edge); border-radius: .4rem; cursor: pointer; background: transparent; color: inherit; }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
:focus-visible { outline: 3px solid light-dark(#1f4fd8, #86a9ff); outline-offset: 2px; }
.note { border-left: .3rem solid var(--accent); padding-left: .8rem; margin: 0 0 1rem; }
code, pre { font-family: ui-monospace, Consolas, monospace; font-size: .9rem; }
pre { max-height: 20rem; overflow: auto; padding: .75rem; background: var(--ground); border-radius: .4rem; }
details { border-top: 1px solid var(--line); padding: .5rem 0; }
summary { cursor: pointer; }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
small { color: var(--soft); }
`;

/** A page and what it allows itself: they are sent together. */
export interface Page {
  readonly html: string;
  /** Allows the style sheets of the page, its logo and its forms, nothing else. */
  readonly policy: string;
}

/**
 * A whole page around a body that is already HTML.
 * @param brand whose page it is. @default nobody's
 * @param language BCP 47, of the body. @default en
 */
export function page(title: string, body: string, brand?: Brand, language = 'en'): Page {
  const sheets = brand === undefined ? [style] : [style, colors(brand)];
  return {
    html: `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
${sheets.map((sheet) => `<style>${sheet}</style>`).join('\n')}
</head>
<body>
${brand === undefined ? '' : `<header>${letterhead(brand)}</header>\n`}<main>
${body}
</main>
</body>
</html>
`,
    policy: [
      "default-src 'none'",
      `style-src ${sheets.map((sheet) => `'sha256-${createHash('sha256').update(sheet).digest('base64')}'`).join(' ')}`,
      ...(brand?.logoUrl ? [`img-src ${new URL(brand.logoUrl).origin}`] : []),
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
  };
}

function colors({ accentColor }: Brand): string {
  return `:root { --accent: ${accentColor}; --accent-ink: ${inkOn(accentColor)}; }`;
}

function letterhead({ companyName, logoUrl }: Brand): string {
  const name = escapeHtml(companyName);
  return logoUrl === null ? name : `<img src="${escapeHtml(logoUrl)}" alt="${name}" referrerpolicy="no-referrer">`;
}

/** Sends a page with the policy that fits it. */
export function sendPage(reply: FastifyReply, { html, policy }: Page): FastifyReply {
  return reply.header('content-security-policy', policy).type('text/html; charset=utf-8').send(html);
}
