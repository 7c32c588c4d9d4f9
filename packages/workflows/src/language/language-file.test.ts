import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { addLanguages, anyOf, languageFile, wholeWords } from './language-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'languages-'));
function write(language: string, text: string): void {
  mkdirSync(join(folder, language), { recursive: true });
  writeFileSync(join(folder, language, 'toy-words.yaml'), text);
}
write('en', 'list: [one, son]\ngroups: { a: [big], b: 1 }\n');
write('xa', 'also: en\nwithout: { list: [son] }\nlist: [uno, one]\ngroups: { a: [gran], b: 2 }\n');
write('xb', 'list: [uno]\ngroups: { a: [gran], b: 2 }\n');
addLanguages(folder);
const words = languageFile(
  'toy-words',
  z.strictObject({ list: z.array(z.string()), groups: z.strictObject({ a: z.array(z.string()), b: z.number() }) }),
  (file) => file,
);

it('a file has its own words, and those of another language where it asks for them', () => {
  expect(words('xb')).toEqual({ list: ['uno'], groups: { a: ['gran'], b: 2 } });
  expect(words('xa')).toEqual({ list: ['uno', 'one'], groups: { a: ['gran', 'big'], b: 2 } });
  expect(words('xa-YY')).toEqual(words('xa'));
  expect(words('zz')).toEqual(words('en'));
});

it('accents may be left out, and are not made up', () => {
  const pattern = wholeWords(['mañana', 'a qué hora']);
  expect(['mañana', 'manana', 'MAÑANA', 'a que  hora', 'A qué hora'].map((text) => pattern.test(text))).toEqual(
    Array(5).fill(true),
  );
  expect(wholeWords(['si']).test('sí')).toBe(false);
  expect(anyOf(['off', "don't"])).toBe("(?:don['’]?t|off)");
});
