import { useEffect, useRef, useState } from 'react';
import type { ConversationData } from '../../api/types.ts';
import { useMe } from '../../state/zone.ts';
import { Button } from '../../ui/button.tsx';
import { AddNoteDialog, CloseDialog, ExportScriptDialog, TakeDialog } from './chat-dialogs.tsx';
import { DeletePersonDialog, ExportPersonDialog } from './person-dialogs.tsx';

type Open = 'take' | 'close' | 'note' | 'script' | 'export' | 'delete' | null;

/** What one's role may do with this chat. What cannot be done now stays visible, and says why it cannot. */
export function Actions({ data }: { data: ConversationData }) {
  const { role } = useMe();
  const [open, setOpen] = useState<Open>(null);
  const { row, visitor } = data;
  useKeptFocus(`${row.holder} ${row.state}`);
  const shut = () => setOpen(null);
  const isClosed = row.state === 'closed';
  const isAgent = role !== 'reader';
  const isAdmin = role === 'admin';
  if (!isAgent) return <p className="soft">You see this chat; acting on it needs the role agent.</p>;
  const { email } = visitor;
  return (
    <div>
      {/* biome-ignore lint/a11y/useSemanticElements: these are no fields */}
      <div className="actions" role="group" aria-label="Actions">
        {row.holder !== 'person' && !isClosed && (
          <Button icon="hand" onClick={() => setOpen('take')}>
            Take from the bot
          </Button>
        )}
        {row.ticketId !== null && (
          <Button icon="note" onClick={() => setOpen('note')}>
            Add note
          </Button>
        )}
        {!isClosed && (
          <Button icon="check" onClick={() => setOpen('close')}>
            Close
          </Button>
        )}
        <Button icon="download" onClick={() => setOpen('script')}>
          Export as a test
        </Button>
        {isAdmin && email !== null && (
          <>
            <Button icon="download" onClick={() => setOpen('export')}>
              Export person
            </Button>
            <Button icon="trash" tone="quiet" className="danger-text" onClick={() => setOpen('delete')}>
              Delete person
            </Button>
          </>
        )}
      </div>
      <TakeDialog row={row} isOpen={open === 'take'} onClose={shut} />
      <CloseDialog row={row} isOpen={open === 'close'} onClose={shut} />
      <ExportScriptDialog row={row} isOpen={open === 'script'} onClose={shut} />
      <AddNoteDialog row={row} isOpen={open === 'note'} onClose={shut} />
      {email !== null && (
        <>
          <ExportPersonDialog email={email} isOpen={open === 'export'} onClose={shut} />
          <DeletePersonDialog email={email} isOpen={open === 'delete'} onClose={shut} />
        </>
      )}
    </div>
  );
}

/** A button that has done its work goes: who pressed it by keyboard is not thrown back to the beginning of the page. */
function useKeptFocus(standing: string): void {
  const before = useRef(standing);
  useEffect(() => {
    if (before.current === standing) return;
    before.current = standing;
    if (document.activeElement === document.body) document.querySelector('h1')?.focus({ preventScroll: true });
  }, [standing]);
}
