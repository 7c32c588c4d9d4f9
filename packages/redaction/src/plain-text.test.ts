import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from './plain-text.ts';
import { redactText } from './redact.ts';

test.each([
  ['ｐａｓｓｗｏｒｄ：', 'password:'],
  ['my раsswоrd', 'my password'],
  ['pass\u00ADword', 'password'],
  ['pass\u200Bword', 'password'],
  ['p a s s w o r d is', 'password is'],
  ['p.a.s.s.w.o.r.d', 'password'],
  ['“word” – it’s', '"word" - it\'s'],
  ['пароль', 'пароль'],
  ['contrasen\u0303a', 'contrasena'],
])('"%s" is read as "%s"', (text, plain) => {
  expect(plainText(text).text).toBe(plain);
});

test('all but the secret stays as it was typed, byte for byte', () => {
  expect(redactText('“Hi” – my раsswоrd is Hunter2x — ｏｋ？ 👍🏽 pass\u00ADword: Zebra7 é\u0301')).toBe(
    '“Hi” – my раsswоrd is [password removed] — ｏｋ？ 👍🏽 pass\u00ADword: [password removed] é\u0301',
  );
});

test('places of the plain text lie in order and inside the original', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 120, unit: 'binary' }), fc.nat(), fc.nat(), (text, one, other) => {
      const plain = plainText(text);
      if (plain.text.length === 0) return;
      const [from, to] = [one % plain.text.length, other % plain.text.length].sort((a, b) => a - b);
      const { start, end } = plain.original(from ?? 0, (to ?? 0) + 1);
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 1_000 },
  );
});
