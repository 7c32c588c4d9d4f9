import { expect, test } from 'vitest';
import { normalise } from '../engine/normalise.ts';
import { tokenise } from '../engine/tokens.ts';
import { findClauses } from './clauses.ts';
import { loadWording } from './wording.ts';

const wording = loadWording();

function clausesOf(text: string): string[] {
  const tokens = tokenise(normalise(text));
  return findClauses(normalise(text), tokens, wording).map(({ from, to }) =>
    tokens
      .slice(from, to)
      .map((token) => token.text)
      .join(' '),
  );
}

test('a second thing with a verb of its own is a statement of its own', () => {
  expect(clausesOf('my printer is offline and Outlook keeps asking for my password')).toEqual([
    'my printer is offline',
    'and outlook keeps asking for my password',
  ]);
});

test.each(['QuickBooks and Outlook are slow', 'I print and scan all day'])(
  'two things in one statement stay one: %s',
  (text) => expect(clausesOf(text)).toHaveLength(1),
);
