import { api } from '../../api/client.ts';
import { queryClient } from '../../api/query-client.ts';
import type { ConversationRow } from '../../api/types.ts';
import { saveFile } from '../../text/csv.ts';
import { ActionDialog } from '../../ui/action-dialog.tsx';
import { tell } from '../../ui/toasts.tsx';

interface ChatDialogProps {
  readonly row: ConversationRow;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

// The gateway's schemas brand ids; in the page they are what the gateway gave.
type Id = Parameters<typeof api.conversations.takeFromBot.mutate>[0]['conversationId'];
const idOf = (row: ConversationRow) => row.conversationId as Id;

function refresh(row: ConversationRow): void {
  void queryClient.invalidateQueries({ queryKey: ['conversation', row.conversationId] });
  void queryClient.invalidateQueries({ queryKey: ['conversations'] });
}

export function TakeDialog({ row, isOpen, onClose }: ChatDialogProps) {
  return (
    <ActionDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Take this chat out of the bot's hands?"
      confirm="Take from the bot"
      onConfirm={async () => {
        await api.conversations.takeFromBot.mutate({ conversationId: idOf(row) });
        refresh(row);
        tell('A person has the chat now; the bot keeps silent.');
      }}
    >
      <p>From then on the bot says nothing more in it. Answer the customer in SalesIQ.</p>
    </ActionDialog>
  );
}

export function CloseDialog({ row, isOpen, onClose }: ChatDialogProps) {
  return (
    <ActionDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Close this chat?"
      confirm="Close chat"
      asks={{ label: 'Reason', isOptional: true, maxLength: 500, hint: 'For the team; it stands on the ticket.' }}
      onConfirm={async (reason) => {
        const { alreadyClosed, noteQueued } = await api.conversations.close.mutate({
          conversationId: idOf(row),
          ...(reason === '' ? {} : { reason }),
        });
        refresh(row);
        const note = noteQueued ? ' Its ticket gets the closing note.' : '';
        tell(alreadyClosed ? 'It was closed before.' : `The chat is closed.${note}`);
      }}
    >
      <p>The conversation ends. What the customer writes later begins a new one.</p>
    </ActionDialog>
  );
}

export function AddNoteDialog({ row, isOpen, onClose }: ChatDialogProps) {
  return (
    <ActionDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Add a note to ticket #${row.ticketNumber ?? ''}`}
      confirm="Add note"
      asks={{ label: 'Note', isLong: true, maxLength: 5_000, hint: 'Only the team sees it.' }}
      onConfirm={async (text) => {
        await api.conversations.addNote.mutate({ conversationId: idOf(row), text });
        refresh(row);
        tell('The note is on its way to the ticket.');
      }}
    >
      <p>It stands on the ticket as a private comment.</p>
    </ActionDialog>
  );
}

export function ExportScriptDialog({ row, isOpen, onClose }: ChatDialogProps) {
  return (
    <ActionDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Export this chat as a test?"
      confirm="Export as a test"
      onConfirm={async () => {
        const { name, script, turns, different } = await api.conversations.exportScript.mutate({
          conversationId: idOf(row),
        });
        saveFile(name, script, 'application/yaml');
        const asWas =
          different === 0
            ? `All ${turns} turns go as the chat went.`
            : `${different} of ${turns} turns go otherwise than the chat went; comments in the file name them.`;
        tell(`The test is in your downloads. ${asWas}`);
      }}
    >
      <p>
        A script that <code>pnpm chat --script</code> replays. People, addresses, machines and numbers of the chat are
        replaced by invented ones; read it through before you keep it. What cannot be replayed, such as an operator's
        words, is a comment. The export is audited.
      </p>
    </ActionDialog>
  );
}
