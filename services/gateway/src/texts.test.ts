import { describe, expect, it } from 'vitest';
import { textsFor } from './texts.ts';

describe('the language that a browser asks for', () => {
  it.each([
    ['es-MX,es;q=0.9,en;q=0.8', 'es'],
    ['en-US,en;q=0.9,es;q=0.8', 'en'],
    ['fr-FR, es;q=0.5', 'es'],
    ['es;q=0.2, en;q=0.7', 'en'],
    ['fr', 'en'],
    ['', 'en'],
    [undefined, 'en'],
    [';;q=,', 'en'],
  ])('%s is answered in %s', (header, language) => {
    expect(textsFor(header).language).toBe(language);
  });
});
