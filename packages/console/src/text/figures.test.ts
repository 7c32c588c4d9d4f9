import { describe, expect, it } from 'vitest';
import { deltaOf, figureText, moneyText } from './figures.ts';

it.each([
  [null, 'count', '–'],
  [1_204, 'count', '1,204'],
  [0.7832, 'share', '78.3 %'],
  [1.36, 'seconds', '1.4 s'],
  [95, 'seconds', '1 min'],
  [125, 'minutes', '2 h 5 min'],
  [12.04, 'hours', '12 h'],
  [4.5, 'messages', '4.5'],
  [1_240.4, 'money', '€1,240'],
])('writes %s of unit %s as %s', (value, unit, text) => {
  expect(figureText(value, unit, '€')).toBe(text);
});

it('shows parts of the currency only of small amounts', () => {
  expect([moneyText(12.54, '$'), moneyText(-250, '$')]).toEqual(['$12.5', '−$250']);
});

describe('what changed', () => {
  it('is told in points of shares, and in the unit of others', () => {
    expect(deltaOf(0.8, 0.75, 'share')).toEqual({ direction: 'up', by: '5 points' });
    expect(deltaOf(60, 90, 'minutes')).toEqual({ direction: 'down', by: '30 min' });
  });

  it('is nothing where either is not known, and the same where it does not matter', () => {
    expect(deltaOf(1, null, 'count')).toBeNull();
    expect(deltaOf(0.80001, 0.8, 'share')?.direction).toBe('same');
  });
});
