import { describe, expect, it } from 'vitest';
import { readCircumstances } from './read-circumstances.ts';

const kinds = (...texts: string[]) => readCircumstances(texts).map(({ kind }) => kind);

describe('what she says besides the problem', () => {
  it.each([
    'this is quite urgent for us',
    'I have a hearing in twenty minutes and nothing opens',
    'the payroll run is due today',
    'we must submit the return by 5 pm',
    'could it be ready before noon',
    'my boss has a customer at 3:30',
    'we are losing money by the minute',
    'she needs it right now, please',
    'none of my people can work, they are sitting idle',
  ])('presses: %s', (text) => {
    expect(kinds(text)).toContain('urgent');
  });

  it.each([
    'not urgent, any time this week',
    'there is no hurry at all',
    "it isn't urgent, whenever you get to it",
    'it worked fine until today',
    'yesterday at 2 it was still there',
    'reboot the machine tonight at 11 pm',
    'do I have to be there today?',
    'our client file does not open since this morning',
    'the program closes right away',
    'it needs 10 minutes to start',
    'the second monitor is black',
  ])('does not press: %s', (text) => {
    expect(kinds(text)).not.toContain('urgent');
  });

  it('tells a later date from one that is near', () => {
    expect(kinds('he must have his account by Thursday')).toEqual(['due']);
    expect(kinds('he must have it today, not by Thursday')).toEqual(['urgent']);
  });

  it('forgets what pressed once she says that it does not', () => {
    expect(kinds('I need this today', 'ok, no rush then')).toEqual([]);
    expect(kinds('no rush', 'sorry, now it is urgent')).toEqual(['urgent']);
  });

  it.each([
    ['please no phone calls, I share an office', 'no_call'],
    ['just e-mail me when it is done', 'email'],
    ['send me a text on my cell', 'text'],
    ["I don't do email, call only please", 'phone'],
  ])('hears how she wants to be reached: %s', (text, way) => {
    expect(readCircumstances([text])).toEqual([{ kind: 'reach', way, clause: text }]);
  });

  it('takes a code by text for no wish', () => {
    expect(kinds('they text me a code and it never comes')).toEqual([]);
  });

  it.each([
    'that is the second time this week',
    'the scanner is offline again',
    "I can't print again",
    'we had this last month too',
  ])('hears that it came back: %s', (text) => {
    expect(kinds(text)).toContain('repeated');
  });

  it.each(['can you send it again', 'let me try again', 'thanks again', 'should I sign in again'])(
    'hears nothing of the kind: %s',
    (text) => {
      expect(kinds(text)).not.toContain('repeated');
    },
  );

  it('quotes the sentence, of a long one the clause', () => {
    const long = `${'we looked at every single machine in the building and '.repeat(4)}nothing helped, and it is urgent`;
    expect(readCircumstances(['Hello. It is urgent! Thanks.'])[0]?.clause).toBe('It is urgent');
    expect(readCircumstances([long])[0]?.clause).toBe('and it is urgent');
  });
});
