import { useEffect } from 'react';
import { themeChoice } from '../state/choices.ts';

/** The chosen theme stands on the root element; without a choice the system's holds. */
export function applyTheme(): void {
  const theme = themeChoice.get();
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function useTheme(): void {
  const theme = themeChoice.use();
  useEffect(applyTheme, [theme]);
}
