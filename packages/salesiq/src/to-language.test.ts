import { expect, test } from 'vitest';
import { toLanguage } from './to-language.ts';

test.each([
  ['en', 'en'],
  ['es', 'es'],
  ['es_MX', 'es-MX'],
  ['ES-mx', 'es-mx'],
  ['Spanish', 'es'],
  [' english ', 'en'],
])('the language "%s" is %s', (said, tag) => {
  expect(toLanguage(said)).toBe(tag);
});

test.each([undefined, '', '-', 'Klingonese', '12', 'e'])('"%s" is no language', (said) => {
  expect(toLanguage(said)).toBeUndefined();
});
