import { expect, test } from 'vitest';
import { looksForeign } from './foreign.ts';
import { loadWording } from './wording.ts';

const wording = loadWording();

const familiar = new Set('printer server password is slow offline quickbooks shows the my'.split(' '));
const check = (text: string): boolean => looksForeign(text.split(' '), (word) => familiar.has(word), wording);

test.each(['mein drucker ist offline', 'no puedo abrir mi correo', 'мне нужна помощь', 'kumusta po may problema'])(
  'foreign: %s',
  (text) => {
    expect(check(text)).toBe(true);
  },
);

test.each(['my printer is offline', 'password', 'the server is slow', 'quickbooks shows h202'])(
  'English: %s',
  (text) => {
    expect(check(text)).toBe(false);
  },
);
