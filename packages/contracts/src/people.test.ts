import { describe, expect, it } from 'vitest';
import { readAddress } from './people.ts';

describe('an address', () => {
  it.each([
    ['ann@example.com', { email: 'ann@example.com' }],
    ['  ann@example.com ', { email: 'ann@example.com' }],
    ['<ann@example.com>', { email: 'ann@example.com' }],
    ['mailto:ann@example.com', { email: 'ann@example.com' }],
    ['Ann Lee <ann@example.com>', { name: 'Ann Lee', email: 'ann@example.com' }],
    ['"Lee, Ann" <ann@example.com>', { name: 'Lee, Ann', email: 'ann@example.com' }],
    ['Ann Lee<ann@example.com>', { name: 'Ann Lee', email: 'ann@example.com' }],
  ])('is read from %s', (text, read) => {
    expect(readAddress(text)).toEqual(read);
  });

  it.each([['customer-42'], ['Ann <nobody>'], [''], ['a@b, c@d.example'], ['Ann <a@example.com> <b@example.com>']])(
    'is none: %s',
    (text) => {
      expect(readAddress(text)).toBeUndefined();
    },
  );
});
