import { escapeHtml } from './escape-html.ts';
import { accentOf, buttonLook, letterhead, type MailLook, mailHead } from './mail-look.ts';

/** The parts a mail is made of; one renderer turns them into text and HTML that say the same. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly { readonly label: string; readonly value: string }[] }
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'buttons'; readonly links: readonly { readonly label: string; readonly url: string }[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Sentences, each of which leads to a page. */
  | { readonly kind: 'links'; readonly items: readonly { readonly text: string; readonly url: string }[] };

export interface MailContent {
  /** BCP 47. @default en: the team's */
  readonly language?: string;
  readonly subject: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
  /** What the mail is about, by reference or number: mails that share one are shown as one conversation. */
  readonly about?: readonly string[];
}

export interface MailFooter extends MailLook {
  readonly supportEmail: string;
  readonly supportPhone: string | null;
}

export function renderText(content: MailContent, footer: MailFooter): string {
  const parts = [footer.companyName, content.heading, ...content.blocks.map(blockText), footerText(footer)];
  return `${parts.join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text;
    case 'facts':
      return block.rows.map(({ label, value }) => `${label}: ${indented(value)}`).join('\n');
    case 'quote':
      return block.text
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n');
    case 'code':
      return `    ${block.text}`;
    case 'buttons':
      return block.links.map(({ label, url }) => `${label}: ${url}`).join('\n');
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    case 'links':
      return block.items.map(({ text, url }) => `- ${text}\n  ${url}`).join('\n');
  }
}

/** A value of several lines must not look like further facts. */
function indented(value: string): string {
  return value.replace(/\r\n|[\r\n\u2028\u2029]/g, '\n    ');
}

function footerText({ companyName, supportEmail, supportPhone }: MailFooter): string {
  return `--\n${companyName} · ${supportEmail}${supportPhone === null ? '' : ` · ${supportPhone}`}`;
}

/** Tables and inline styles: what old mail clients can show. Everything that came from outside is escaped. */
export function renderHtml(content: MailContent, footer: MailFooter): string {
  const body = content.blocks.map((block) => blockHtml(block, footer)).join('\n');
  return `<!doctype html>
<html lang="${content.language ?? 'en'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(content.subject)}</title>${mailHead}</head>
<body class="ground" style="margin:0;background:#f4f5f7;font-family:Segoe UI,Helvetica,Arial,sans-serif;color:#1d2433">
<div role="main">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" class="panel" style="max-width:560px;background:#ffffff;border-radius:8px;border-top:4px solid ${accentOf(footer)}" cellpadding="0" cellspacing="0"><tr><td style="padding:24px 28px 28px">
${letterhead(footer)}
<h1 style="font-size:20px;margin:0 0 16px">${escapeHtml(content.heading)}</h1>
${body}
</td></tr></table>
<p class="soft" style="font-size:12px;color:#5b6475;margin:16px 0">${escapeHtml(footerText(footer).slice(3))}</p>
</td></tr></table>
</div>
</body>
</html>
`;
}

const paragraphStyle = 'font-size:15px;line-height:1.5;margin:0 0 16px';

function blockHtml(block: Block, look: MailLook): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p style="${paragraphStyle}">${lines(block.text)}</p>`;
    case 'facts':
      return `<table role="presentation" cellpadding="0" cellspacing="0" style="font-size:14px;margin:0 0 16px">${block.rows.map(factHtml).join('')}</table>`;
    case 'quote':
      return `<blockquote class="edge" style="margin:0 0 16px;padding:8px 16px;border-left:4px solid #c9d1e0;font-size:15px;line-height:1.5">${lines(block.text)}</blockquote>`;
    case 'code':
      return `<p style="font-size:28px;letter-spacing:6px;font-family:Consolas,monospace;margin:0 0 16px">${escapeHtml(block.text)}</p>`;
    case 'buttons':
      return `<p style="margin:0 0 16px">${block.links.map((link, index) => buttonHtml(link, buttonLook(look, index === 0))).join(' ')}</p>`;
    case 'list':
      return `<ul style="${paragraphStyle}">${block.items.map((item) => `<li>${lines(item)}</li>`).join('')}</ul>`;
    case 'links':
      return `<ul style="${paragraphStyle}">${block.items.map(linkHtml).join('')}</ul>`;
  }
}

function factHtml({ label, value }: { label: string; value: string }): string {
  return `<tr><td class="soft" style="padding:4px 16px 4px 0;color:#5b6475;vertical-align:top">${escapeHtml(label)}</td><td style="padding:4px 0">${lines(value)}</td></tr>`;
}

function linkHtml({ text, url }: { text: string; url: string }): string {
  return `<li style="margin:0 0 8px"><a href="${escapeHtml(url)}">${lines(text)}</a></li>`;
}

function buttonHtml({ label, url }: { label: string; url: string }, look: string): string {
  if (!/^https?:\/\//i.test(url)) return `${escapeHtml(label)}: ${escapeHtml(url)}`;
  return `<a href="${escapeHtml(url)}" ${look}>${escapeHtml(label)}</a>`;
}

function lines(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>');
}
