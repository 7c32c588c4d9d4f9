import { describe, expect, it } from 'vitest';
import { readConversationSearch, toFilter } from './conversation-search.ts';
import { readApprovalSearch, readMailSearch, readWorkSearch } from './list-search.ts';
import { daysOfPeriod, readPeriod } from './period.ts';
import { readTimelineSearch } from './timeline-search.ts';
import { readWhatIf } from './what-if.ts';

describe('filters of conversations in the address', () => {
  it('keep what is known and drop everything else, a name or an address of a person first of all', () => {
    const search = {
      state: 'escalated',
      outcome: 'ann@example.com',
      workflow: 'qb_issues',
      query: 'ann',
      rating: 'happy',
    };
    expect(readConversationSearch(search)).toEqual({ state: 'escalated', workflow: 'qb_issues', rating: 'happy' });
  });

  it('become what the gateway is asked: days of the zone, both included', () => {
    expect(toFilter({ rating: 'unhappy', from: '2026-11-01', to: '2026-11-02' }, 'America/Chicago')).toEqual({
      ratingMin: 1,
      ratingMax: 2,
      from: '2026-11-01T05:00:00.000Z',
      to: '2026-11-03T06:00:00.000Z',
    });
  });
});

it('keeps of other lists only what they know', () => {
  expect(readWorkSearch({ service: 'ticketing', state: 'lost' })).toEqual({ service: 'ticketing' });
  expect(readWorkSearch({ state: 'stuck', topic: 'others' })).toEqual({ state: 'stuck', topic: 'others' });
  expect(readMailSearch({ status: 'dead', kind: '<b>' })).toEqual({ status: 'dead' });
  expect(readMailSearch({ resendable: true })).toEqual({ resendable: true });
  expect(readMailSearch({ resendable: 'false' })).toEqual({});
  expect(readApprovalSearch({ overdue: true, status: 'open' })).toEqual({ overdue: true, status: 'open' });
  expect(readTimelineSearch({ view: 'timeline', kind: 'desk', x: 1 })).toEqual({ view: 'timeline', kind: 'desk' });
});

describe('the period', () => {
  const now = Date.parse('2026-11-28T03:00:00.000Z');
  it('is 28 days up to today in the zone when nothing usable is said', () => {
    expect(daysOfPeriod(readPeriod({ days: '11', from: 'x' }), 'America/Chicago', now)).toEqual({
      from: '2026-10-31',
      to: '2026-11-27',
    });
  });
  it('is what was chosen', () => {
    expect(daysOfPeriod(readPeriod({ days: 7 }), 'UTC', now)).toEqual({ from: '2026-11-22', to: '2026-11-28' });
    expect(readPeriod({ from: '2026-11-01', to: '2026-11-05' })).toEqual({ from: '2026-11-01', to: '2026-11-05' });
    expect(readPeriod({ from: '2026-11-05', to: '2026-11-01' })).toEqual({});
  });
});

it('takes of kept inputs only amounts within the limits', () => {
  expect(readWhatIf({ hourCost: -1, minutesSaved: { a: 5, b: 'x', c: 9_999 } })).toEqual({
    hourCost: null,
    minutesSaved: { a: 5 },
  });
  expect(readWhatIf(undefined)).toEqual({ hourCost: null, minutesSaved: {} });
});
