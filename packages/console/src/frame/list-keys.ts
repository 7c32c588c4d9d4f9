import { useKeys } from './keys.ts';

/** `j` and `k` move through the lines' links, those that are marked with `data-line`. */
export function useListKeys(): void {
  useKeys((key) => {
    if (key !== 'j' && key !== 'k') return false;
    const lines = [...document.querySelectorAll<HTMLElement>('[data-line]')];
    const at = lines.indexOf(document.activeElement as HTMLElement);
    const next = at === -1 ? lines[key === 'j' ? 0 : lines.length - 1] : lines[at + (key === 'j' ? 1 : -1)];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
    return next !== undefined;
  });
}
