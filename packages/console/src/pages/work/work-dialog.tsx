import { api } from '../../api/client.ts';
import { queryClient } from '../../api/query-client.ts';
import type { WorkItem, WorkResult } from '../../api/types.ts';
import { wordOf } from '../../text/words.ts';
import { ActionDialog } from '../../ui/action-dialog.tsx';
import { Dialog, DoneFoot } from '../../ui/dialog.tsx';
import { tell, tellBegun } from '../../ui/toasts.tsx';
import { keyOf, noteTries } from './tries.ts';

export type WorkVerb = 'retry' | 'discard';

interface WorkDialogProps {
  readonly verb: WorkVerb | null;
  readonly items: readonly WorkItem[];
  readonly onClose: () => void;
  readonly onDone: () => void;
  readonly onFailed: (failed: WorkResult['failed']) => void;
}

/** So many are named; of more it is said how many. */
const namedMax = 5;

/** "Create ticket for Dana Whitfield, ticket #140". */
function nameOf({ kind, about, service, ticketId }: WorkItem): string {
  const ticket = about?.ticketNumber ? `, ticket #${about.ticketNumber}` : ticketId ? `, ticket ${ticketId}` : '';
  return `${wordOf('workKinds', kind)} ${about?.visitorName ? `for ${about.visitorName}` : `by ${wordOf('services', service)}`}${ticket}`;
}

const plural = (count: number) => (count === 1 ? '1 piece of work' : `${count} pieces of work`);

export function WorkDialog({ verb, items, onClose, onDone, onFailed }: WorkDialogProps) {
  const run = async (reason: string) => {
    if (verb === null) return;
    const keys = items.map(({ service, id }) => ({ service, id }));
    const result = await api.work[verb].mutate({ items: keys, reason });
    const failed = new Set(result.failed.map(keyOf));
    if (verb === 'retry')
      noteTries(
        items.filter((item) => !failed.has(keyOf(item))),
        nameOf,
      );
    void queryClient.invalidateQueries({ queryKey: ['work'] });
    onDone();
    const done = verb === 'discard' ? 'discarded' : `${result.done === 1 ? 'is' : 'are'} being tried again`;
    if (result.failed.length === 0) (verb === 'retry' ? tellBegun : tell)(`${plural(result.done)} ${done}.`);
    else {
      tell(`${plural(result.done)} ${done}; ${result.failed.length} could not be.`, false);
      onFailed(result.failed);
    }
  };
  const isRetry = verb === 'retry';
  return (
    <ActionDialog
      isOpen={verb !== null}
      onClose={onClose}
      title={isRetry ? `Retry ${plural(items.length)}?` : `Discard ${plural(items.length)}?`}
      confirm={isRetry ? 'Retry' : 'Discard'}
      isDangerous={!isRetry}
      asks={{
        label: 'Reason',
        hint: 'Stays in the audit trail, which outlives the chat: name no person.',
        maxLength: 300,
      }}
      onConfirm={run}
    >
      <ul>
        {items.slice(0, namedMax).map((item) => (
          <li key={keyOf(item)}>{nameOf(item)}</li>
        ))}
        {items.length > namedMax && <li>and {items.length - namedMax} more</li>}
      </ul>
      <p>
        {isRetry
          ? 'Each is tried again at once, and the list says what came of it. What succeeded before is not done twice.'
          : 'It will never be done. Customers that wait for it must be told by somebody.'}
      </p>
    </ActionDialog>
  );
}

/** What of many could not be done. It belongs to the page, not to the list, which may be empty by then. */
export function Failures({ failed, onClose }: { failed: WorkResult['failed']; onClose: () => void }) {
  return (
    <Dialog isOpen onClose={onClose} title="Some could not be done">
      <div className="dialog-body">
        <ul>
          {failed.map(({ service, id, reason }) => (
            <li key={`${service} ${id}`}>
              {wordOf('services', service)}, <code>{id}</code>: {reason}
            </li>
          ))}
        </ul>
        <DoneFoot onClose={onClose} />
      </div>
    </Dialog>
  );
}
