import { expect, test } from 'vitest';
import { readName } from './read-name.ts';

test.each(['los demás', 'La Brother', 'somos dos', 'Las 11', 'la lic'])('"%s" is nobody in Spanish', (text) => {
  expect(readName(text, 'es')).toBeNull();
});

test.each([
  ['José de la Cruz', 'José de la Cruz'],
  ['Marisol Pérez López', 'Marisol Pérez López'],
])('"%s" is a name', (text, name) => {
  expect(readName(text, 'es')?.toLowerCase()).toBe(name.toLowerCase());
});
