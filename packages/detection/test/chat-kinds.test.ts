import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseActLines, readActLines } from '../src/acts/act-lines.ts';
import { actsFolder } from '../src/acts/act-model-source.ts';
import { bundledReading } from '../src/acts/act-score.ts';
import { findNearLines } from '../src/acts/near-duplicates.ts';

/**
 * Kinds of message that first chats with strangers went wrong on, in lines that no model has learned; `voice` names the kind, `also` what
 * would do as well.
 */
const lines = parseActLines(readFileSync(new URL('chat-kinds.jsonl', import.meta.url), 'utf8'), 'chat-kinds.jsonl');
const read = bundledReading('en');
const kinds = [...new Set(lines.map((line) => line.voice))];
/** The model before there were lines of these kinds had 0.60 of all, and 0.42 to 0.77 of a kind. */
const sharePerKind = 0.5;
const shareOfAll = 0.8;

function shareRead(some: typeof lines): number {
  const right = some.filter(({ text, question, act, also }) =>
    [act, ...also].includes(read(text, question).acts[0]?.act ?? act),
  );
  return right.length / some.length;
}

describe('kinds of message of real chats', () => {
  test.each(kinds)('%s', (kind) => {
    expect(shareRead(lines.filter((line) => line.voice === kind))).toBeGreaterThanOrEqual(sharePerKind);
  });

  test('all of them together', () => {
    expect(shareRead(lines)).toBeGreaterThanOrEqual(shareOfAll);
  });

  test('none of the lines has been learned', () => {
    expect(findNearLines(lines, readActLines(new URL('en/', actsFolder)))).toEqual([]);
  }, 60_000);
});

describe('a refused call is no wish for one', () => {
  const isCallback = (text: string, kind: 'date' | 'closing' | 'ways' | 'guide'): boolean =>
    read(text, { kind }).acts.some((one) => one.act === 'callback');

  test.each(lines.filter((line) => line.voice === 'no call'))('$text', ({ text, question }) => {
    expect(read(text, question).acts.map((one) => one.act)).not.toContain('callback');
  });

  test.each([
    ["can't you just ring me", 'guide'],
    ["don't mail, just phone me please", 'ways'],
    ['no steps any more, please phone me', 'guide'],
    ['no ticket, call me back', 'ways'],
  ] as const)('%s refuses nothing', (text, kind) => {
    expect(isCallback(text, kind)).toBe(true);
  });
});
