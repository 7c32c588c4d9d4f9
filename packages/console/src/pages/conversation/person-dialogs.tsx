import { useState } from 'react';
import { api } from '../../api/client.ts';
import { queryClient } from '../../api/query-client.ts';
import { saveFile } from '../../text/csv.ts';
import { readable, wordOf } from '../../text/words.ts';
import { ActionDialog } from '../../ui/action-dialog.tsx';
import { Dialog, DoneFoot } from '../../ui/dialog.tsx';
import { tell } from '../../ui/toasts.tsx';

interface PersonDialogProps {
  readonly email: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function ExportPersonDialog({ email, isOpen, onClose }: PersonDialogProps) {
  return (
    <ActionDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Export everything about this person?"
      confirm="Export"
      onConfirm={async () => {
        const { services } = await api.person.export.mutate({ email });
        saveFile('person-export.json', JSON.stringify(services, null, 2), 'application/json');
        tell('The export is in your downloads. It holds personal data: keep it accordingly.');
      }}
    >
      <p>
        A JSON file with everything that the services hold of <strong>{email}</strong>. The export is audited.
      </p>
    </ActionDialog>
  );
}

type Deletion = Awaited<ReturnType<typeof api.person.delete.mutate>>['services'];

export function DeletePersonDialog({ email, isOpen, onClose }: PersonDialogProps) {
  const [done, setDone] = useState<Deletion | null>(null);
  if (done !== null) return <DeletionResult deletion={done} onClose={() => setDone(null)} />;
  return (
    <ActionDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Delete this person?"
      confirm="Delete for good"
      isDangerous
      asks={{ label: `Type ${email} to confirm`, mustBe: email, maxLength: 150 }}
      onConfirm={async () => {
        const { services } = await api.person.delete.mutate({ email });
        setDone(services);
        void queryClient.invalidateQueries({ queryKey: ['conversations'] });
      }}
    >
      <p>
        Chats, mails and codes of <strong>{email}</strong> are removed from all services. This cannot be undone. Tickets
        in Zoho Desk stay: they belong to Desk. Figures stay, since no person is in them.
      </p>
    </ActionDialog>
  );
}

/** What went, what stays and why, by service. */
function DeletionResult({ deletion, onClose }: { deletion: Deletion; onClose: () => void }) {
  return (
    <Dialog isOpen onClose={onClose} title="The person was deleted">
      <div className="dialog-body">
        {Object.entries(deletion).map(([service, { removed, kept }]) => (
          <section key={service}>
            <h3>{wordOf('services', service)}</h3>
            <ul>
              {Object.entries(removed).map(([what, count]) => (
                <li key={what}>
                  {readable(what)}: {count} removed
                </li>
              ))}
              {kept.map(({ what, why }) => (
                <li key={what}>
                  {readable(what)} stay: {why}
                </li>
              ))}
              {Object.keys(removed).length + kept.length === 0 && <li>Held nothing.</li>}
            </ul>
          </section>
        ))}
        <DoneFoot onClose={onClose} />
      </div>
    </Dialog>
  );
}
