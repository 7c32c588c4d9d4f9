import './mails.css';
import type { MailView } from '../../api/types.ts';
import { Empty } from '../../ui/states.tsx';

/** The mail as it goes out, in a frame that runs nothing and reaches nothing. */
export function MailPreview({ preview }: { preview: MailView['preview'] }) {
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
      <iframe className="preview" title="Preview of the mail" sandbox="" srcDoc={preview.html} />
      <details>
        <summary>As plain text</summary>
        <pre className="plain-mail">{preview.text}</pre>
      </details>
    </section>
  );
}
