import type { ExplainedTurn } from '@acebuddy/contracts';
import { expect, it } from 'vitest';
import { whysOfLines } from './whys-of-lines.ts';

const line = (from: string, text: string) => ({ from, text });
const turn = (seq: number, row: string, ...answer: string[]): ExplainedTurn => ({
  seq,
  at: '2026-11-23T10:00:00.000Z',
  answer,
  why: {
    question: null,
    at: null,
    acts: [],
    topics: [],
    rows: [{ row, commands: ['do'] }],
    filled: [],
    cleared: [],
    effects: [],
  },
});
const texts = (whys: ReturnType<typeof whysOfLines>) =>
  Object.fromEntries(Object.entries(whys).map(([index, [why]]) => [index, why?.text]));

it('gives every line of an answer its reason, the same words said twice included', () => {
  const lines = [
    line('bot', 'Hello, I am AceBuddy.'),
    line('visitor', 'no'),
    line('bot', 'Sorry?'),
    line('bot', 'Which one?'),
    line('visitor', 'still no'),
    line('bot', 'Sorry?'),
    line('info', 'An agent joined.'),
    line('bot', 'The ticket is closed.'),
  ];
  const whys = whysOfLines(lines, [turn(1, 'a', 'Sorry?', 'Which one?'), turn(2, 'b', 'Sorry?')]);
  expect(texts(whys)).toEqual({ 2: 'a → do', 3: 'a → do', 5: 'b → do' });
});

it('leaves out an answer that the window shows in other words', () => {
  const lines = [line('visitor', 'hi'), line('bot', 'Please wait.'), line('visitor', 'hi'), line('bot', 'Hello')];
  expect(texts(whysOfLines(lines, [turn(1, 'a', 'Hello there'), turn(2, 'b', 'Hello')]))).toEqual({ 3: 'b → do' });
  expect(whysOfLines(lines, [turn(1, 'silent')])).toEqual({});
});
