import { describe, expect, it } from 'vitest';
import { asksForPerson, guessLanguage } from './spoken-words.ts';

describe('while nothing else is understood', () => {
  it.each(['AGENT please', 'can a human help me?', 'quiero un agente', 'páseme con una PERSONA', 'llámenme ya'])(
    '"%s" asks for a person',
    (text) => expect(asksForPerson(text)).toBe(true),
  );

  it.each(['my personal folder', 'agenda del lunes', ''])('"%s" does not', (text) =>
    expect(asksForPerson(text)).toBe(false),
  );

  it.each([
    ['I cannot print, please help', 'en'],
    ['no me deja imprimir from QuickBooks', 'es'],
    ['hola', 'es'],
    ['agent', 'en'],
    ['Müller 4711', null],
    ['', null],
  ])('"%s" is in %s', (text, language) => {
    expect(guessLanguage(text)).toBe(language);
  });

  it('takes no time for a long message', () => {
    const begun = performance.now();
    guessLanguage('que '.repeat(100_000));
    expect(performance.now() - begun).toBeLessThan(100);
  });
});
