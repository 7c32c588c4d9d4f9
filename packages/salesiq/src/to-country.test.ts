import { expect, test } from 'vitest';
import { toCountry } from './to-country.ts';

test.each([
  ['India', 'IN'],
  ['IN', 'IN'],
  ['de', 'DE'],
  ['United States', 'US'],
  ['United States of America', 'US'],
  ['U.S.A.', 'US'],
  ['United Kingdom', 'GB'],
  ['UK', 'GB'],
  ['Türkiye', 'TR'],
])('%s is %s', (said, code) => {
  expect(toCountry(said)).toBe(code);
});

test.each(['', 'Atlantis', '-', 'unknown'])('"%s" is no country', (said) => {
  expect(toCountry(said)).toBeUndefined();
});
