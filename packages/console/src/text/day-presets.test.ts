import { expect, it } from 'vitest';
import { dayPresets, daysOfPreset, lastMonth, presetOf } from './day-presets.ts';

it('names days as people ask for them, and knows them again', () => {
  expect(daysOfPreset('yesterday', '2026-03-01')).toEqual({ from: '2026-02-28', to: '2026-02-28' });
  expect(daysOfPreset('week', '2026-03-31')).toEqual({ from: '2026-03-25', to: '2026-03-31' });
  for (const { id } of dayPresets) expect(presetOf(daysOfPreset(id, '2026-03-31'), '2026-03-31')).toBe(id);
  expect(presetOf({ from: '2026-03-02', to: '2026-03-31' }, '2026-03-31')).toBeUndefined();
  expect(daysOfPreset(undefined, '2026-03-31')).toEqual({});
});

it('knows the month before, whatever its length', () => {
  expect(lastMonth('2026-03-31')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(lastMonth('2026-01-01')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
});
