import { describe, expect, it } from 'vitest';
import { addressableName } from './addressable-name.ts';

describe('a name that somebody is greeted by', () => {
  it.each([
    'Ann Lee',
    "Conan O'Brien",
    'Conan O’Brien',
    "'t Hooft",
    'Jean-Luc Picard',
    'J.-P. Sartre',
    'J.R.R. Tolkien',
    'Dr. Ann Lee',
    'Martin Luther King Jr.',
    'José Núñez',
    'Лев Толстой',
    '李小龍',
    'محمد علي',
    'नरेन्द्र',
  ])('may be %s', (name) => {
    expect(addressableName(name)).toBe(name);
  });

  it.each([
    ['a web address', 'evil.example'],
    ['a short one', 't.co'],
    ['one with a path', 'evil.example/phish'],
    ['one with a scheme', 'https://evil.example'],
    ['one that runs something', 'javascript:alert(1)'],
    ['one that ends a sentence', 'Ann. Look at a.b.co'],
    ['a mail address', 'ann@firm.example'],
    ['a link in Markdown', '[click me](x)'],
    ['a tag', 'Ann <b>'],
    ['a number to call', 'call 0123456789'],
    ['an override of the direction', 'Ann \u202eeeL'],
    ['an isolate', 'Ann \u2066Lee\u2069'],
    ['a control character', 'Ann\u0007Lee'],
    ['half a character', 'Ann \ud83d'],
    ['a picture', 'Ann 🙂'],
    ['a sentence', 'your account was closed, call us now'],
    ['more than forty characters', 'a'.repeat(41)],
    ['nothing', ' '],
    ['signs only', "-.'"],
  ])('is not %s', (_what, name) => {
    expect(addressableName(name)).toBeNull();
  });

  it('is on one line', () => {
    expect(addressableName(' Ann\r\n Lee ')).toBe('Ann Lee');
  });

  it('is looked at in no time, whatever it is', () => {
    const begun = performance.now();
    for (const name of ['a.'.repeat(20), 'a. '.repeat(13), "a'".repeat(20), '\u0301'.repeat(40)])
      addressableName(`${name}!`);
    expect(performance.now() - begun).toBeLessThan(50);
  });
});
