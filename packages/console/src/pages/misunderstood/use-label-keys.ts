import { useRef } from 'react';
import type { Doubt, Label } from '../../api/types.ts';
import { useKeys } from '../../frame/keys.ts';
import { nearTopics } from '../../text/label-text.ts';
import { keyOf } from './label-messages.ts';

interface LabelKeys {
  /** `row` null: no line has the focus, so that only what is selected can be meant. */
  readonly label: (row: Doubt | null, label: Label | null) => void;
  readonly ask: (row: Doubt | null, what: 'topic' | 'act') => void;
  readonly select: (row: Doubt) => void;
}

/** After `g` the next key names a page, for a second. */
const chordMs = 1_000;

/** One key labels the line that has the focus, or what is selected; the focus goes on to the next line. */
export function useLabelKeys(rows: readonly Doubt[], { label, ask, select }: LabelKeys): void {
  const began = useRef(0);
  useKeys((key) => {
    const isChord = Date.now() - began.current < chordMs;
    began.current = key === 'g' ? Date.now() : 0;
    if (isChord || key === 'g') return false;
    const line = document.activeElement?.closest('tr')?.querySelector<HTMLElement>('[data-message]') ?? null;
    const row = rows.find((each) => keyOf(each) === line?.dataset.message) ?? null;
    if (key === 't' || key === 'a') {
      ask(row, key === 't' ? 'topic' : 'act');
      return true;
    }
    if (key === 'x' && row !== null) {
      select(row);
      return true;
    }
    const said = labelOf(key, row);
    if (said === undefined) return false;
    label(row, said);
    focusNext(line);
    return true;
  });
}

/** Undefined: the key is none of a label. */
function labelOf(key: string, row: Doubt | null): Label | null | undefined {
  if (key === 'z') return null;
  if (key === 'r') return { kind: 'right' };
  if (key === '0') return { kind: 'topic', workflow: null };
  const workflow = row === null ? undefined : nearTopics(row)[['1', '2', '3'].indexOf(key)];
  return workflow === undefined ? undefined : { kind: 'topic', workflow };
}

function focusNext(line: HTMLElement | null): void {
  const lines = [...document.querySelectorAll<HTMLElement>('[data-line]')];
  const next = line === null ? undefined : lines[lines.indexOf(line) + 1];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
