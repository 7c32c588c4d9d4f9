import { type FormEvent, useState } from 'react';
import type { Label } from '../../api/types.ts';
import { useMe } from '../../state/zone.ts';
import { wordOf } from '../../text/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

interface LabelDialogProps {
  readonly what: 'topic' | 'act';
  readonly count: number;
  readonly acts: readonly string[];
  readonly onClose: () => void;
  readonly onPick: (label: Label) => void;
}

/** Every topic, or every act; typing narrows them, Enter takes the first. */
export function LabelDialog({ what, count, acts, onClose, onPick }: LabelDialogProps) {
  const { workflows } = useMe();
  const [typed, setTyped] = useState('');
  const all: readonly (readonly [string, Label])[] =
    what === 'topic'
      ? [
          ...workflows.map(({ id, name }) => [name, { kind: 'topic', workflow: id }] as const),
          ['None of the topics', { kind: 'topic', workflow: null }],
        ]
      : acts.map((act) => [wordOf('acts', act), { kind: 'act', act }] as const);
  const shown = all.filter(([words]) => words.toLowerCase().includes(typed.trim().toLowerCase()));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (shown[0] !== undefined) onPick(shown[0][1]);
  };
  const messages = count === 1 ? 'this message' : `these ${count} messages`;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={what === 'topic' ? `The topic of ${messages}` : `What ${messages} ${count === 1 ? 'does' : 'do'}`}
    >
      <form className="dialog-body" onSubmit={submit}>
        <label className="field">
          Find
          <input type="text" value={typed} autoComplete="off" onChange={({ target }) => setTyped(target.value)} />
        </label>
        <ul className="label-list" aria-label={what === 'topic' ? 'Topics' : 'Acts'}>
          {shown.map(([words, label]) => (
            <li key={words}>
              <Button tone="quiet" onClick={() => onPick(label)}>
                {words}
              </Button>
            </li>
          ))}
        </ul>
        {shown.length === 0 && <p className="soft">Nothing is called so.</p>}
      </form>
    </Dialog>
  );
}
