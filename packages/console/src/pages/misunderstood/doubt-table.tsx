import { useState } from 'react';
import { troubleOf } from '../../api/trouble.ts';
import type { Doubt, Label } from '../../api/types.ts';
import { useListKeys } from '../../frame/list-keys.ts';
import { useMe } from '../../state/zone.ts';
import { labelText, nameOfWorkflows } from '../../text/label-text.ts';
import { Button } from '../../ui/button.tsx';
import { SelectionBar } from '../../ui/selection-bar.tsx';
import { tell } from '../../ui/toasts.tsx';
import { useSelection } from '../../ui/use-selection.ts';
import { DoubtLine } from './doubt-line.tsx';
import { LabelDialog } from './label-dialog.tsx';
import { keyOf, labelMessages } from './label-messages.ts';
import { useLabelKeys } from './use-label-keys.ts';

interface DoubtTableProps {
  readonly rows: readonly Doubt[];
  readonly acts: readonly string[];
}

const selectedMax = 100;

/** The lines, each with its keys; what is selected is labelled together. */
export function DoubtTable({ rows, acts }: DoubtTableProps) {
  const { workflows } = useMe();
  const nameOf = nameOfWorkflows(workflows);
  const selection = useSelection(rows, keyOf, selectedMax);
  const { selected, areAll, choose } = selection;
  const [asking, setAsking] = useState<{ readonly what: 'topic' | 'act'; readonly rows: readonly Doubt[] } | null>(
    null,
  );
  /** What is selected, else the line itself. */
  const meant = (row: Doubt | null) => (selected.length > 0 ? selected : row === null ? [] : [row]);
  const label = async (messages: readonly Doubt[], said: Label | null) => {
    if (messages.length === 0) return;
    try {
      await labelMessages(messages, said, said === null ? '' : labelText(said, nameOf));
      choose([]);
    } catch (error) {
      tell(`Not labelled: ${troubleOf(error).message}`, false);
    }
  };
  useListKeys();
  useLabelKeys(rows, {
    select: selection.toggle,
    label: (row, said) => void label(meant(row), said),
    ask: (row, what) => setAsking(meant(row).length === 0 ? null : { what, rows: meant(row) }),
  });
  return (
    <>
      <SelectionBar
        label="Selected messages"
        count={selected.length}
        areAll={areAll}
        onAll={() => choose(areAll ? [] : rows.slice(0, selectedMax))}
      >
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
      </SelectionBar>
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
              isChosen={selection.has(row)}
              onToggle={() => selection.toggle(row)}
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
