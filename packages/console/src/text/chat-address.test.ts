import { expect, it } from 'vitest';
import { fromSegment, toSegment } from './chat-address.ts';

it.each(['conv-1000', '7001/conv-1', 'flat:ann@example.com', 'Zoë 👋', '..', '~x', 'a?b#c%2F', '.hidden'])(
  'leads %j through an address and back',
  (id) => {
    expect(fromSegment(toSegment(id))).toBe(id);
    expect(toSegment(id)).toMatch(/^~?[\w.:-]+$/);
    expect(['.', '..']).not.toContain(toSegment(id));
  },
);

it('shows no address of a person, but plain ids as they are', () => {
  expect(toSegment('flat:ann@example.com')).not.toContain('ann');
  expect(toSegment('conv-1000')).toBe('conv-1000');
});

it('takes a segment that only looks encoded as it stands', () => {
  expect(fromSegment('~%%%')).toBe('~%%%');
  expect(fromSegment('7001/conv-1')).toBe('7001/conv-1');
});
