import { expect, it } from 'vitest';
import { standingOf } from './standing.ts';

const since = '2026-11-28T20:00:00.000Z';

it('says first who waits for a person, and who was left alone', () => {
  expect(standingOf({ state: 'escalated', holder: 'waiting', waitingSince: since }).text).toBe('Waits for a person');
  expect(standingOf({ state: 'ticket', holder: 'bot', waitingSince: since })).toMatchObject({
    text: 'Nobody came',
    tone: 'bad',
  });
  expect(standingOf({ state: 'escalated', holder: 'person', waitingSince: null }).text).toBe('With a person');
  expect(standingOf({ state: 'ticket', holder: 'bot', waitingSince: null }).text).toBe('Ticket logged');
});
