import { expect, test } from 'vitest';
import { normalise } from '../engine/normalise.ts';
import { tokenise } from '../engine/tokens.ts';
import { loadLanguageModel } from './language-model-source.ts';
import { createLanguageReader } from './language-reader.ts';

const { model, source } = loadLanguageModel();
const read = createLanguageReader(model);
const tagOf = (text: string) => read(tokenise(normalise(text)))[0]?.tag;

test('the checked-in model is the one of the lines as they stand', () => {
  expect(source, 'run `pnpm --filter @acebuddy/detection model`').toBe('bundled');
});

test.each([
  ['the scanner upstairs is jammed again', 'en'],
  ['el escaner de arriba otra vez se atoro', 'es'],
  ['nao estou conseguindo abrir o programa', 'pt'],
  ["l'écran reste noir depuis ce matin", 'fr'],
  ['der Bildschirm ist seit heute schwarz', 'de'],
  ['принтер опять не печатает', 'ru'],
])('%s: %s', (text, tag) => {
  expect(tagOf(text)).toBe(tag);
});

test('nothing is said of a text without words', () => {
  expect(read([])).toEqual([]);
});
