import { type ReactNode, useId, useState } from 'react';
import { Button } from './button.tsx';

interface PickerProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly choices: readonly (readonly [string, string])[];
  /** Words for "no matter which". */
  readonly any?: string;
  readonly onPick: (value: string | undefined) => void;
}

/** A filter of a list. */
export function Picker({ label, value, choices, any = 'Any', onPick }: PickerProps) {
  return (
    <label className={`picker ${value === undefined ? '' : 'is-set'}`}>
      <span>{label}</span>
      <select value={value ?? ''} onChange={({ target }) => onPick(target.value === '' ? undefined : target.value)}>
        <option value="">{any}</option>
        {choices.map(([code, words]) => (
          <option key={code} value={code}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A day, as a filter of a list. */
export function DayPicker({
  label,
  value,
  onPick,
}: {
  label: string;
  value: string | undefined;
  onPick: (value: string | undefined) => void;
}) {
  return (
    <label className={`picker ${value === undefined ? '' : 'is-set'}`}>
      <span>{label}</span>
      <input
        type="date"
        value={value ?? ''}
        onChange={({ target }) => onPick(target.value === '' ? undefined : target.value)}
      />
    </label>
  );
}

interface FiltersProps {
  readonly label: string;
  /** How many are set. */
  readonly count: number;
  readonly children: ReactNode;
}

/** Filters of a list: in a row where there is room, below each other behind a button on a phone. */
export function Filters({ label, count, children }: FiltersProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <Button
        icon={isOpen ? 'up' : 'down'}
        className="filters-button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        Filters{count > 0 && `: ${count} set`}
      </Button>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in one line with its legend */}
      <div id={id} className={`filters ${isOpen ? 'is-open' : ''}`} role="group" aria-label={label}>
        {children}
      </div>
    </>
  );
}
