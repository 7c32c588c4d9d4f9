import type { MailView } from '../../api/types.ts';
import { Empty } from '../../ui/states.tsx';
import './mails.css';

interface MailPreviewProps {
  readonly id: string;
  readonly preview: MailView['preview'];
}

/** The mail as it goes out, in a frame that runs nothing and reaches nothing; the gateway serves it under a policy of its own. */
export function MailPreview({ id, preview }: MailPreviewProps) {
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
        sandbox=""
        src={`/console/preview/${encodeURIComponent(id)}`}
      />
      <details>
        <summary>As plain text</summary>
        <pre className="plain-mail">{preview.text}</pre>
      </details>
    </section>
  );
}
