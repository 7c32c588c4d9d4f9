import { expect, it } from 'vitest';
import { brandSchema, defaultAccentColor, inkOn } from './brand.ts';
import { deskConfigSchema } from './desk-config.ts';

it.each([
  ['#000000', '#ffffff'],
  [defaultAccentColor, '#ffffff'],
  ['#767676', '#000000'],
  ['#ffd500', '#000000'],
  ['#ffffff', '#000000'],
])('words on %s are %s', (color, ink) => {
  expect(inkOn(color)).toBe(ink);
});

it.each([
  ['accent_color', 'blue; background: url(https://evil.example)'],
  ['accent_color', '#12345'],
  ['logo_url', 'http://acme.example/logo.png'],
  ['logo_url', 'javascript:alert(1)'],
])('the operator file is refused with %s %s', (key, value) => {
  expect(deskConfigSchema.safeParse({ [key]: value }).success).toBe(false);
});

it('a brand needs no logo', () => {
  expect(brandSchema.safeParse({ companyName: 'Acme', logoUrl: null, accentColor: '#123456' }).success).toBe(true);
});
