import { useEffect, useEffectEvent } from 'react';
import { keysChoice } from '../state/choices.ts';
import { places } from './navigation.ts';

/** What the page does on single keys; the list that `?` shows. */
export const keyHelp: readonly (readonly [string, string])[] = [
  ['/', 'Search conversations'],
  ['j', 'Next line of a list'],
  ['k', 'Line before'],
  ['Enter', 'Open the line'],
  ...places.map(({ key, label }) => [`g ${key}`, label] as const),
  ['?', 'Show these keys'],
];

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** A box that takes the whole attention is open: the page behind it does nothing. */
const isCovered = (): boolean => document.querySelector('[role="dialog"]') !== null;

/** Calls `onKey` for single keys that are pressed outside of fields; true: it was for the page. */
export function useKeys(onKey: (key: string) => boolean): void {
  const take = useEffectEvent((event: KeyboardEvent) => {
    if (!keysChoice.get() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || isCovered()) return;
    if (onKey(event.key)) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => take(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}
