import { createStored } from './stored.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const themeChoice = createStored<Theme>('theme', (kept) => themes.find((theme) => theme === kept) ?? 'system');
/** Single keys are commands (`j`, `/`, `?`); whoever dictates to her computer turns them off. */
export const keysChoice = createStored<boolean>('keys', (kept) => kept !== false);
/** Times are shown in the operator's zone, or in that of this browser. */
export const zoneChoice = createStored<'operator' | 'browser'>('zone', (kept) =>
  kept === 'browser' ? 'browser' : 'operator',
);
