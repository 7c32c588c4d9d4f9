import { expect, it } from 'vitest';
import { endingOf, standingOf } from './standing.ts';
import { choicesOf } from './words.ts';

const since = '2026-11-28T20:00:00.000Z';

it('says first who waits for a person, and who was left alone', () => {
  expect(standingOf({ state: 'escalated', holder: 'waiting', waitingSince: since }).text).toBe('Waits for a person');
  expect(standingOf({ state: 'ticket', holder: 'bot', waitingSince: since })).toMatchObject({
    text: 'Nobody came',
    tone: 'bad',
  });
  expect(standingOf({ state: 'escalated', holder: 'person', waitingSince: null }).text).toBe('With a person');
  expect(standingOf({ state: 'ticket', holder: 'bot', waitingSince: null }).text).toBe('Ticket open');
  // Too long ago to be counted.
  expect(standingOf({ state: 'ticket', holder: 'waiting', waitingSince: null }).text).toBe('Ticket open');
});

it('says of a chat that goes on no ending, and of one that ended how', () => {
  expect([endingOf(null), endingOf('open')]).toEqual([null, null]);
  expect(endingOf('assumed_solved')).toBe('Assumed solved');
  // Of chats whose facts are gone.
  expect(endingOf('escalated')).toBe(endingOf('handed_over'));
  expect(endingOf('resolved')).toBe(endingOf('solved'));
});

it('tells how it stands in other words than how the chat ended, so that neither seems to deny the other', () => {
  const endings = choicesOf('outcomes').map(([, words]) => words);
  expect(choicesOf('states').filter(([, words]) => endings.includes(words))).toEqual([]);
});
