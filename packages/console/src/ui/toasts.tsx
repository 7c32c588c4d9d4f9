import { useSyncExternalStore } from 'react';
import { Icon } from './icon.tsx';

type Tone = 'good' | 'bad' | 'plain';

const icons = { good: 'check', bad: 'warn', plain: 'wait' } as const;

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: Tone;
}

const shownMs = 8_000;
let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

const drop = (id: number) => change(toasts.filter((toast) => toast.id !== id));

/** Tells how something went, for some seconds, wherever one is by then. */
export function tell(text: string, isGood = true): void {
  show(text, isGood ? 'good' : 'bad');
}

/** Tells what has begun: how it ends is not known yet. */
export function tellBegun(text: string): void {
  show(text, 'plain');
}

function show(text: string, tone: Tone): void {
  last += 1;
  const id = last;
  change([...toasts.slice(-3), { id, text, tone }]);
  setTimeout(() => drop(id), shownMs);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className="toasts" role="status" aria-label="Results" aria-live="polite">
      {shown.map(({ id, text, tone }) => (
        <div key={id} className={`toast ${tone}`}>
          <Icon name={icons[tone]} />
          <span>{text}</span>
          <button type="button" className="icon-button" aria-label="Dismiss" onClick={() => drop(id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
