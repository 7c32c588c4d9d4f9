import type { ReactNode } from 'react';

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

export function Filters({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in one line with its legend
    <div className="filters" role="group" aria-label={label}>
      {children}
    </div>
  );
}
