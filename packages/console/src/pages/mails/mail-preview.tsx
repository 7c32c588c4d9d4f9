import { useMemo } from 'react';
import type { MailView } from '../../api/types.ts';
import { type PartedMail, partMail, styleMark } from '../../text/part-mail.ts';
import { Empty } from '../../ui/states.tsx';
import './mails.css';

/** The mail as it goes out, in a frame that runs nothing and reaches nothing. */
export function MailPreview({ preview }: { preview: MailView['preview'] }) {
  const mail = useMemo(() => partMail(preview?.html ?? ''), [preview]);
  if (preview === null)
    return (
      <Empty icon="mails" title="Its content is not kept any more">
        Content goes with its retention time, or with the person; what became of the mail stays.
      </Empty>
    );
  return (
    <section className="card" aria-labelledby="preview-title">
      <h2 id="preview-title">Preview</h2>
      <p>
        <span className="soft">Subject </span>
        <strong>{preview.subject}</strong>
      </p>
      <iframe
        className="preview"
        title="Preview of the mail"
        // Of this origin, so that its styles can be put on; without scripts, whatever stands in it.
        sandbox="allow-same-origin"
        srcDoc={mail.html}
        onLoad={({ currentTarget }) => dress(currentTarget, mail)}
      />
      <details>
        <summary>As plain text</summary>
        <pre className="plain-mail">{preview.text}</pre>
      </details>
    </section>
  );
}

/** Puts the mail's styles on, which the page's policy lets nobody but the page do. */
function dress({ contentDocument, contentWindow }: HTMLIFrameElement, { css }: PartedMail): void {
  if (contentDocument === null || contentWindow === null) return;
  const { CSSStyleSheet: Sheet } = contentWindow as Window & typeof globalThis;
  contentDocument.adoptedStyleSheets = css.map((rules) => {
    const sheet = new Sheet();
    sheet.replaceSync(rules);
    return sheet;
  });
  for (const element of contentDocument.querySelectorAll<HTMLElement>(`[${styleMark}]`))
    element.style.cssText = element.getAttribute(styleMark) ?? '';
}
