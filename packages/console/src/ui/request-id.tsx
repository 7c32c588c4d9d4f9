import { useState } from 'react';
import { Icon } from './icon.tsx';

const shownMs = 2_000;

/** Id of the request that caused something, for a search of the log, with a button that copies it. `isNamed`: it says itself what it is. */
export function RequestId({ id, isNamed = false }: { id: string; isNamed?: boolean }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(id);
    setCopied(true);
    setTimeout(() => setCopied(false), shownMs);
  };
  return (
    <span className="request-id" title="Request id, for a search of the log">
      {isNamed && <span>Request&nbsp;</span>}
      <code>{id}</code>
      {/* Browsers give the clipboard to safe origins only. */}
      {navigator.clipboard && (
        <button type="button" className="icon-button" aria-label={`Copy request id ${id}`} onClick={() => void copy()}>
          <Icon name={isCopied ? 'check' : 'copy'} />
        </button>
      )}
      <span className="sr" role="status">
        {isCopied && 'Copied'}
      </span>
    </span>
  );
}
