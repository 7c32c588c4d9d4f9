import { expect, test } from 'vitest';
import { redactId } from './redact-id.ts';

test.each([
  ['visitor-password-Rainbow77', 'visitor-password-[password removed]'],
  ['Hunter2Split!', '[password removed]'],
  ['ghp_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8', '[secret removed]'],
])('%s holds a secret', (id, redacted) => {
  expect(redactId(id)).toBe(redacted);
});

test.each([
  '4111111111111111',
  '40526000001808033',
  '892000000143001',
  '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  'd41d8cd98f00b204e9800998ecf8427e',
  'LD_40526000001808033_1732345678901',
  'firm/40526000001808033',
  'rest:create:9fceb02d0ae598e95dc970b74767f19372d61af8',
  'visitor:x',
  'chat-1',
  'ann@firm.example',
])('%s stays', (id) => {
  expect(redactId(id)).toBe(id);
});
