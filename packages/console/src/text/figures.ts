import { longText } from './times.ts';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

export const countText = (value: number): string => whole.format(value);

/** "$1,240", "$12.50": cents only where they matter. */
export const moneyText = (value: number, currency: string): string =>
  `${value < 0 ? '−' : ''}${currency}${Math.abs(value) < 100 ? fine.format(Math.abs(value)) : whole.format(Math.abs(value))}`;

const unitMs: Readonly<Record<string, number>> = { seconds: 1_000, minutes: 60_000 };

/** A figure's value as people read it; "–" where there is nothing to compute it from. */
export function figureText(value: number | null, unit: string, currency = '$'): string {
  if (value === null) return '–';
  if (unit === 'share') return `${fine.format(value * 100)} %`;
  if (unit === 'money') return moneyText(value, currency);
  if (unit === 'hours') return `${fine.format(value)} h`;
  if (unit === 'seconds' && value < 60) return `${fine.format(value)} s`;
  const ms = unitMs[unit];
  return ms === undefined ? fine.format(value) : longText(value * ms);
}

export interface Delta {
  readonly direction: 'up' | 'down' | 'same';
  /** "12", "3.4 points". */
  readonly by: string;
}

/** What changed since the period before; null where either has no value. */
export function deltaOf(now: number | null, before: number | null, unit: string, currency = '$'): Delta | null {
  if (now === null || before === null) return null;
  const change = now - before;
  const size = Math.abs(change);
  const by = unit === 'share' ? `${fine.format(size * 100)} points` : figureText(size, unit, currency);
  const isSame = unit === 'share' ? size < 0.0005 : size < 0.05;
  return { direction: isSame ? 'same' : change > 0 ? 'up' : 'down', by };
}
