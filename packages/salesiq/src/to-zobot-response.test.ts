import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from './split-text.ts';
import { toCallbackResponse } from './to-callback-response.ts';
import { type ToZobotResponseOptions, type Turn, toZobotResponse } from './to-zobot-response.ts';
import { zobotResponseSchema } from './zobot-response.ts';

const say = (replies: string[], more: Partial<Turn> = {}): Turn => ({
  action: 'reply',
  replies,
  suggestions: [],
  ...more,
});
const sentence = (length: number) => `Some ${'word '.repeat(length / 5 - 2)}end. `;

const standIns = {
  silent: 'Somebody answers soon.',
  pending: 'One moment.',
  forward: 'Connecting.',
  reply: 'What else?',
};
const respond = (turn: Turn, options: Partial<ToZobotResponseOptions> = {}) =>
  toZobotResponse(turn, { standIns, ...options });

describe('toZobotResponse', () => {
  it('sends text and buttons, and leaves empty keys out', () => {
    expect(respond(say(['Hi!'], { suggestions: ['Yes', 'No'] }))).toEqual({
      action: 'reply',
      replies: ['Hi!'],
      suggestions: ['Yes', 'No'],
    });
    expect(Object.keys(respond(say(['Hi!'])))).toEqual(['action', 'replies']);
  });

  it('cuts long text between sentences, at 1,000 characters', () => {
    const response = respond(say([sentence(600) + sentence(600) + sentence(300)]));
    expect(response.replies).toHaveLength(2);
    expect(
      response.replies.every((reply) => typeof reply === 'string' && reply.length <= 1_000 && reply.endsWith('.')),
    ).toBe(true);
  });

  it('cuts at 250 characters where the portal is strict', () => {
    const { replies } = respond(say([sentence(400)]), { strictLength: true });
    expect(replies.every((reply) => typeof reply === 'string' && reply.length <= 250)).toBe(true);
  });

  it('puts texts together rather than dropping any', () => {
    const { replies } = respond(say(['one', 'two', 'three', 'four', 'five']));
    expect(replies).toHaveLength(3);
    expect(replies.join(' ')).toMatch(/one[\s\S]*two[\s\S]*three[\s\S]*four[\s\S]*five/);
  });

  it('loses no word up to five full replies', () => {
    const words = Array.from({ length: 600 }, (_, index) => `w${index}`);
    const { replies } = respond(say([words.join(' ')]));
    expect(replies.length).toBeLessThanOrEqual(5);
    expect(replies.join(' ').split(/\s+/)).toEqual(words);
  });

  it('shows that text was cut when it had to be', () => {
    const { replies } = respond(say(['x'.repeat(20_000)]));
    expect(replies).toHaveLength(5);
    expect(replies.at(-1)).toMatch(/…$/);
  });

  it('never tears a character apart', () => {
    const family = '👨‍👩‍👧';
    expect(splitText(family.repeat(10), family.length + 3)).toEqual(Array(10).fill(family));
  });

  it.each([
    ['WhatsApp', 10],
    ['facebook', 13],
    ['Instagram', 13],
  ])('keeps to the limits of %s, keeps the way out and lists what was shortened', (channel, max) => {
    const suggestions = Array.from({ length: 20 }, (_, index) => `A rather long answer, number ${index}`).concat(
      'Other',
    );
    const response = respond(say(['Which?'], { suggestions: suggestions.slice(1) }), { channel });
    if (response.action !== 'reply') throw new Error('not a reply');
    expect(response.suggestions?.length).toBeLessThanOrEqual(max);
    expect(response.suggestions?.every((text) => text.length <= 20)).toBe(true);
    expect(response.suggestions?.at(-1)).toBe('Other');
    expect(response.replies.join('\n')).toContain('- A rather long answer, number 19');
  });

  it('sends the card alone, since SalesIQ ignores suggestions beside it', () => {
    const card = { type: 'email', placeholder: 'name@example.com' } as const;
    expect(respond(say(['Your address?'], { input: card, suggestions: ['Skip'] }))).toEqual({
      action: 'reply',
      replies: ['Your address?'],
      input: { type: 'email', placeholder: 'name@example.com', error: ['Please enter a valid e-mail address.'] },
    });
  });

  it('asks for files in words where the channel has no file card', () => {
    const turn = say(['Send a screenshot'], { input: { type: 'file', max: 1 }, suggestions: ['Skip'] });
    expect(respond(turn, { channel: 'WhatsApp' })).toEqual({
      action: 'reply',
      replies: ['Send a screenshot'],
      suggestions: ['Skip'],
    });
  });

  it('hands over to the department of the reply, else of the configuration', () => {
    const forward = say(['Connecting you.'], { action: 'forward' });
    expect(respond({ ...forward, department: '1' }, { forwardDepartment: '2' })).toMatchObject({
      department: '1',
    });
    expect(respond(forward, { forwardDepartment: '2' })).toMatchObject({ action: 'forward', department: '2' });
    expect(respond(forward)).toEqual({ action: 'forward', replies: ['Connecting you.'] });
  });

  it('never answers a failure with another forward', () => {
    expect(respond(say(['x'], { action: 'forward' }), { afterFailure: true }).action).toBe('reply');
  });

  it('answers a turn in which the bot must be silent with one neutral line that SalesIQ accepts', () => {
    const silent = say([], { action: 'silent' });
    expect(respond(silent)).toEqual({
      action: 'reply',
      replies: ['Somebody answers soon.'],
    });
    expect(respond(silent, { silentTurn: 'empty' })).toEqual({ action: 'reply', replies: [] });
  });

  it('finishes a pending turn with text objects', () => {
    expect(toCallbackResponse({ text: 'Ticket 101', suggestions: ['Thanks'] })).toEqual({
      action: 'reply',
      replies: [{ text: 'Ticket 101' }],
      suggestions: ['Thanks'],
    });
  });

  it('says something valid whatever the turn is', () => {
    const turn = fc.record({
      action: fc.constantFrom('reply', 'forward', 'pending', 'silent'),
      replies: fc.array(fc.string({ maxLength: 4_000, unit: 'grapheme' }), { maxLength: 5 }),
      suggestions: fc.array(fc.string({ maxLength: 80 }), { maxLength: 20 }),
    }) as fc.Arbitrary<Turn>;
    fc.assert(
      fc.property(turn, fc.constantFrom('Website', 'WhatsApp'), fc.boolean(), (generated, channel, strictLength) => {
        const response = respond(generated, { channel, strictLength });
        expect(zobotResponseSchema.safeParse(response).error).toBeUndefined();
        expect(response.replies.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
