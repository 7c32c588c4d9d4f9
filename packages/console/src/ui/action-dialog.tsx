import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { TroubleBox } from './states.tsx';

export interface AskedText {
  readonly label: string;
  readonly hint?: string;
  readonly isLong?: boolean;
  readonly isOptional?: boolean;
  /** The very words that must be typed. */
  readonly mustBe?: string;
  readonly maxLength: number;
}

interface ActionDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  readonly confirm: string;
  readonly isDangerous?: boolean;
  readonly asks?: AskedText;
  /** Does it; what it returns is told in the dialog's place by the caller. Failures are shown here. */
  readonly onConfirm: (text: string) => Promise<void>;
}

/** Asks before something is done, with the reason or the words that it takes. */
export function ActionDialog(props: ActionDialogProps) {
  return (
    <Dialog isOpen={props.isOpen} onClose={props.onClose} title={props.title}>
      <ActionForm {...props} />
    </Dialog>
  );
}

function ActionForm({ onClose, children, confirm, isDangerous = false, asks, onConfirm }: ActionDialogProps) {
  const [text, setText] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const given = text.trim();
  const isReady = asks === undefined || asks.isOptional || (asks.mustBe ? given === asks.mustBe : given !== '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || !isReady) return;
    setBusy(true);
    setError(null);
    try {
      await onConfirm(given);
      onClose();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="dialog-body" onSubmit={(event) => void submit(event)}>
      <div className="dialog-text">{children}</div>
      {asks && <AskedField asks={asks} confirm={confirm} text={text} onChange={setText} />}
      {error !== null && <TroubleBox error={error} />}
      <div className="dialog-foot">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone={isDangerous ? 'danger' : 'primary'} isBusy={isBusy} disabled={!isReady}>
          {confirm}
        </Button>
      </div>
    </form>
  );
}

interface AskedFieldProps {
  readonly asks: AskedText;
  /** What the button says that waits for it. */
  readonly confirm: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

function AskedField({ asks, confirm, text, onChange }: AskedFieldProps) {
  const { label, hint, isLong = false, isOptional = false, maxLength } = asks;
  const id = useId();
  const shared = {
    id,
    'aria-describedby': hint === undefined ? undefined : `${id}-hint`,
    value: text,
    maxLength,
    required: !isOptional,
    autoComplete: 'off',
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        <span className="soft">{isOptional ? ' (optional)' : ` (needed before ${confirm} can be pressed)`}</span>
      </label>
      {isLong ? <textarea rows={4} {...shared} /> : <input type="text" {...shared} />}
      {hint && (
        <span className="soft" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}
