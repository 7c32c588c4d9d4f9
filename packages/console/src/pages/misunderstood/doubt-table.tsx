import { useState } from 'react';
import { troubleOf } from '../../api/trouble.ts';
import type { Doubt, DoubtFilter, Label } from '../../api/types.ts';
import { useListKeys } from '../../frame/list-keys.ts';
import { useMe } from '../../state/zone.ts';
import { labelText, nameOfWorkflows } from '../../text/label-text.ts';
import { Button } from '../../ui/button.tsx';
import { tell } from '../../ui/toasts.tsx';
import { DoubtLine } from './doubt-line.tsx';
import { LabelDialog } from './label-dialog.tsx';
import { keyOf, labelMessages } from './label-messages.ts';
import { useLabelKeys } from './use-label-keys.ts';

interface DoubtTableProps {
  readonly rows: readonly Doubt[];
  readonly filter: DoubtFilter;
  readonly acts: readonly string[];
}

const selectedMax = 100;

/** The lines, each with its keys; what is selected is labelled together. */
export function DoubtTable({ rows, acts }: DoubtTableProps) {
  const { workflows } = useMe();
  const nameOf = nameOfWorkflows(workflows);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<{ readonly what: 'topic' | 'act'; readonly rows: readonly Doubt[] } | null>(
    null,
  );
  const selected = rows.filter((row) => chosen.has(keyOf(row))).slice(0, selectedMax);
  const toggle = (row: Doubt) => {
    const next = new Set(chosen);
    if (!next.delete(keyOf(row))) next.add(keyOf(row));
    setChosen(next);
  };
  /** What is selected, else the line itself. */
  const meant = (row: Doubt | null) => (selected.length > 0 ? selected : row === null ? [] : [row]);
  const label = async (messages: readonly Doubt[], said: Label | null) => {
    if (messages.length === 0) return;
    try {
      await labelMessages(messages, said, said === null ? '' : labelText(said, nameOf));
      setChosen(new Set());
    } catch (error) {
      tell(`Not labelled: ${troubleOf(error).message}`, false);
    }
  };
  useListKeys();
  useLabelKeys(rows, {
    select: toggle,
    label: (row, said) => void label(meant(row), said),
    ask: (row, what) => setAsking(meant(row).length === 0 ? null : { what, rows: meant(row) }),
  });
  const areAll = selected.length === Math.min(rows.length, selectedMax);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: these are no fields */}
      <div className="bulk" role="group" aria-label="Selected messages">
        <label className="check">
          <input
            type="checkbox"
            checked={areAll}
            onChange={() => setChosen(areAll ? new Set() : new Set(rows.slice(0, selectedMax).map(keyOf)))}
          />
          Select all shown
        </label>
        <span className="soft" role="status">
          {selected.length} selected
        </span>
        <Button disabled={selected.length === 0} onClick={() => setAsking({ what: 'topic', rows: selected })}>
          Topic <kbd>t</kbd>
        </Button>
        <Button disabled={selected.length === 0} onClick={() => setAsking({ what: 'act', rows: selected })}>
          Act <kbd>a</kbd>
        </Button>
        <Button disabled={selected.length === 0} onClick={() => void label(selected, { kind: 'right' })}>
          Right as it was <kbd>r</kbd>
        </Button>
        <Button disabled={selected.length === 0} onClick={() => void label(selected, null)}>
          No label <kbd>z</kbd>
        </Button>
      </div>
      <p className="soft key-line">
        <kbd>j</kbd> <kbd>k</kbd> move, <kbd>1</kbd>–<kbd>3</kbd> the topic beside the digit, <kbd>0</kbd> none of the
        topics, <kbd>r</kbd> right as it was, <kbd>t</kbd> another topic, <kbd>a</kbd> an act, <kbd>x</kbd> select,{' '}
        <kbd>z</kbd> take the label away.
      </p>
      <table className="list doubts" aria-label="Messages that were not understood">
        <thead>
          <tr>
            <th scope="col" className="tick">
              <span className="sr">Selected</span>
            </th>
            <th scope="col">Message</th>
            <th scope="col">Label</th>
            <th scope="col" className="number wide-only">
              Seen
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <DoubtLine
              key={keyOf(row)}
              row={row}
              nameOf={nameOf}
              isChosen={chosen.has(keyOf(row))}
              onToggle={() => toggle(row)}
              onLabel={(said) => void label([row], said)}
              onAsk={(what) => setAsking({ what, rows: [row] })}
            />
          ))}
        </tbody>
      </table>
      {asking !== null && (
        <LabelDialog
          what={asking.what}
          count={asking.rows.length}
          acts={acts}
          onClose={() => setAsking(null)}
          onPick={(said) => {
            setAsking(null);
            void label(asking.rows, said);
          }}
        />
      )}
    </>
  );
}
