import type { ReactNode } from 'react';

interface SelectionBarProps {
  /** For screen readers: what is selected. */
  readonly label: string;
  readonly count: number;
  readonly areAll: boolean;
  readonly onAll: () => void;
  /** What can be done with it. */
  readonly children: ReactNode;
}

/** Above a list: all of it at once, how many are selected, and what can be done with them. */
export function SelectionBar({ label, count, areAll, onAll, children }: SelectionBarProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: these are no fields
    <div className="bulk" role="group" aria-label={label}>
      <label className="check">
        <input type="checkbox" checked={areAll} onChange={onAll} />
        Select all shown
      </label>
      <span className="soft" role="status">
        {count} selected
      </span>
      {children}
    </div>
  );
}
