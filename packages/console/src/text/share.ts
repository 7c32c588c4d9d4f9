import { figureText } from './figures.ts';

/** "40 %"; "–" of none. */
export const shareText = (part: number, whole: number): string =>
  figureText(whole === 0 ? null : part / whole, 'share');
