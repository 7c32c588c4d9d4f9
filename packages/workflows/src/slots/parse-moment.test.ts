import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../default-settings.ts';
import { bundledReplies } from '../replies/replies.ts';
import { parseDate, parseMoment } from './parse-moment.ts';
import type { SlotContext } from './slot-context.ts';

/** A Monday, nine in the morning in Chicago. */
const context: SlotContext = {
  words: bundledReplies().in('en'),
  now: '2026-11-30T15:00:00.000Z',
  zone: 'America/Chicago',
  country: 'US',
  businessHours: defaultSettings.businessHours,
  lists: {},
};
const local = (text: string, more: Partial<SlotContext> = {}, staffed = false) => {
  const read = parseMoment(text, { ...context, ...more }, { future: true, staffed });
  if (!read.ok) return `? ${read.hint ?? ''}`.trim();
  return DateTime.fromISO(String(read.answer.v), { zone: more.zone ?? context.zone }).toFormat('MM-dd HH:mm');
};
const shown = (text: string) => {
  const read = parseMoment(text, context, { future: true, staffed: false });
  return read.ok ? read.answer.t : null;
};

describe('a moment, said as people say it', () => {
  it.each([
    ['tonight around 10pm', '11-30 22:00'],
    ['tomorrow Jo is in until 4 pm, make it 5:30 pm', '12-01 17:30'],
    ['how about 6 pm, they close at 5 pm', '11-30 18:00'],
    ['tonight, better at 9', '11-30 21:00'],
    ['please restart our server tonight around 10pm', '11-30 22:00'],
    ['tonight at ten', '11-30 22:00'],
    ['any time tomorrow after 10', '12-01 10:00'],
    ['tomorrow afternoon around 4', '12-01 16:00'],
    ['call me back 312 555 0101, tomorrow afternoon around 4', '12-01 16:00'],
    ['312-555-0101 tomorrow 3pm', '12-01 15:00'],
    ['between 2 and 4 pm tomorrow', '12-01 14:00'],
    ['tomorrow between 2 and 4', '12-01 14:00'],
    ['from 9 to 11 tomorrow', '12-01 09:00'],
    ['tomorrow 9-11', '12-01 09:00'],
    ['tomorrow, between 11 and 2 pm', '12-01 11:00'],
    ['tomorrow 2pm-4pm', '12-01 14:00'],
    ['Monday 8 AM', '12-07 08:00'],
    ['Monday after 10:00 AM', '12-07 10:00'],
    ['today before noon', '11-30 12:00'],
    ['at 5', '11-30 17:00'],
    ['half past two', '11-30 14:30'],
    ['quarter to five tomorrow', '12-01 16:45'],
    ['tomorrow at two pm', '12-01 14:00'],
    ['4ish tomorrow', '12-01 16:00'],
    ["2 o'clock tomorrow", '12-01 14:00'],
    ['tomorrow 17:30', '12-01 17:30'],
    ['tomorrow at 10.30', '12-01 10:30'],
    ['day after tomorrow 9am', '12-02 09:00'],
    ['end of the week', '12-04 17:00'],
    ['eod', '11-30 17:00'],
    ['the 17th at 3pm', '12-17 15:00'],
    ['Monday the 7th, 10 am', '12-07 10:00'],
    ['december 7 at 8 in the morning', '12-07 08:00'],
    ['on the 7th of December at 3', '12-07 15:00'],
    ['in 2 hours', '11-30 11:00'],
    ['friday morning', '12-04 09:00'],
    ['this evening at 8', '11-30 20:00'],
    ['sunday night 11pm', '12-06 23:00'],
    ['tomorrow 9 am Eastern', '12-01 08:00'],
    ['asap', '11-30 09:15'],
    ['now please', '11-30 09:15'],
    ['any time', '11-30 09:15'],
    ['any time tomorrow', '12-01 08:00'],
    ['tommorow at 3', '12-01 15:00'],
    ['not today, tomorrow at 9', '12-01 09:00'],
    ['tomorrow at 9, not today', '12-01 09:00'],
    ['tomorrow, not before 3', '12-01 15:00'],
    ['tomorrow not later than 5', '12-01 17:00'],
    ['tomorrow 4', '12-01 16:00'],
    ['Wednesday, 11', '12-02 11:00'],
    ['after 5 on Thursday', '12-03 17:00'],
    ['10 or later on Thursday', '12-03 10:00'],
  ])('%s', (text, at) => expect(local(text)).toBe(at));

  it.each([
    ['Europe/London', 'GB', '05/12 at 10am', '12-05 10:00'],
    ['Europe/Berlin', 'DE', '5.12. 10:00', '12-05 10:00'],
    ['Europe/Berlin', 'DE', '5.12.2026 um 10:00', '12-05 10:00'],
    ['Europe/Berlin', 'DE', '5.12. 10 Uhr', '12-05 10:00'],
    ['Europe/Berlin', 'DE', 'am 5.12., 14.30 Uhr', '12-05 14:30'],
    ['America/Chicago', 'US', '12/05 at 10am', '12-05 10:00'],
    ['America/Chicago', 'US', '25/12 at 10am', '12-25 10:00'],
    ['Australia/Sydney', 'AU', '5/12 2pm', '12-05 14:00'],
    ['America/Chicago', 'US', '2026-12-05 10:00', '12-05 10:00'],
  ])('in %s (%s): %s', (zone, country, text, at) => expect(local(text, { zone, country })).toBe(at));

  it.each([
    ['today at 8 am', 'passed'],
    ['yesterday at 3 pm', 'past'],
    ['last Friday at 3pm', 'past'],
    ['on Friday', 'What time on Friday'],
    ['next week', 'What time on Monday'],
  ])('%s is refused with a hint', (text, hint) => expect(local(text)).toContain(hint));

  it.each([
    'soon-ish maybe',
    'why',
    'I need the report',
    '12',
    'two people',
    'after 2 days of trouble nothing works',
    'call me maybe',
    'no',
  ])('is none, or at least no hour that was not said: %s', (text) =>
    expect(local(text)).toMatch(text === '12' ? /12:00/ : /^\?|^12-02 09:00$/),
  );

  it('is shown as the whole window', () => {
    expect(shown('between 2 and 4 pm tomorrow')).toBe('Tuesday, December 1, 2026, 2:00 PM CST to 4:00 PM CST');
    expect(shown('any time tomorrow after 10')).toBe('Tuesday, December 1, 2026, after 10:00 AM CST');
    expect(shown('by noon tomorrow')).toBe('Tuesday, December 1, 2026, before 12:00 PM CST');
    expect(shown('any time tomorrow')).toBe('Tuesday, December 1, 2026, any time');
  });

  it('never has another hour than the one that was written with am or pm', () => {
    const days = ['', 'tomorrow', 'on friday', 'december 7', '12/14', 'the 17th', 'tonight'];
    const leads = ['', 'around', 'after', 'maybe around'];
    for (const day of days)
      for (const lead of leads)
        for (const hour of [1, 7, 12])
          for (const half of ['am', 'pm']) {
            const written = [`${day} ${lead} ${hour}${half}`, `${lead} ${hour} ${half} ${day}`];
            for (const text of written) {
              const read = local(text);
              if (read.startsWith('?')) continue;
              expect(`${text}: ${read.slice(-5)}`).toBe(
                `${text}: ${String((hour % 12) + (half === 'pm' ? 12 : 0)).padStart(2, '0')}:00`,
              );
            }
          }
  });
});

describe('an hour as other languages say it', () => {
  it.each([
    ['21 hour', '11-30 21:00'],
    ['but after 19 hour, not 7', '11-30 19:00'],
    ['tomorrow at 9 hours', '12-01 09:00'],
    ['14 hours on Thursday', '12-03 14:00'],
    ['at 16h', '11-30 16:00'],
    ['in 3 hours', '11-30 12:00'],
    ['within 2 hours', '11-30 11:00'],
  ])('%s', (text, at) => expect(local(text)).toBe(at));
  it('is of the zone that is named', () =>
    expect(shown('17 hours of Paris')).toBe('Monday, November 30, 2026 at 5:00 PM GMT+1'));
  it('has no half from a verb', () =>
    expect(local('after half past two, when I am back from lunch')).toBe('11-30 14:30'));
});

describe('a call as soon as somebody is there', () => {
  /** A Monday, half past two in the night in Chicago. */
  const night = { now: '2026-11-30T08:30:00.000Z' };
  it.each([
    'as soon as you open then',
    'once anybody is in',
    'the minute your team gets in',
    'when you open is fine',
    'you were open 24 hours in March. whenever somebody is awake',
    '312 555 0188 as I said, as soon as the office opens',
    'right now',
    'right now!! once somebody is there',
    '312 555 0188, right now',
    '312 555 0188 right now',
    'asap, I am standing beside the phone',
    'at your earliest convenience',
    'call me now',
    'when the lines open',
  ])('in the night is at the next opening: %s', (text) => expect(local(text, night, true)).toBe('11-30 08:00'));
  it.each([
    ['tomorrow as soon as you open', '12-01 08:00'],
    ['tomorrow at 3, or once somebody is there', '12-01 15:00'],
    ['312 555 0188, before 10 this morning', '11-30 08:00'],
    ['before 9', '11-30 08:00'],
    ['right away when you open, the meeting is at 2', '11-30 08:00'],
  ])('%s', (text, at) => expect(local(text, night, true)).toBe(at));
  it('on a day when nobody is there is none', () =>
    expect(local('Saturday when you open', night, true)).toContain('Nobody is here then'));
  it('while somebody is there is soon, and never the next day', () => {
    expect(local('as soon as somebody is free', {}, true)).toBe('11-30 09:15');
    expect(local('now', { now: '2026-11-30T23:55:00.000Z' }, true)).toBe('11-30 17:55');
  });
});

describe('a day without a year', () => {
  const date = (text: string, future = false) => {
    const read = parseDate(text, context, future);
    return read.ok ? read.answer.v : (read.hint ?? null);
  };
  it('may have been some days ago', () => expect(date('November 28')).toBe('2026-11-28'));
  it('is the next one where the past is none', () => expect(date('November 28', true)).toBe('2027-11-28'));
  it.each([
    ['monday the 7th', '2026-12-07'],
    ['the 17th', '2026-12-17'],
    ['Dec 17', '2026-12-17'],
    ['end of the week', '2026-12-04'],
    ['asap', '2026-11-30'],
    ['as of now', '2026-11-30'],
    ['it starts on 4 December', '2026-12-04'],
  ])('%s', (text, value) => expect(date(text)).toBe(value));
});
