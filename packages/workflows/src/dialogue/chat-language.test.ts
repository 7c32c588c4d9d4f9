import { describe, expect, it } from 'vitest';
import { parseWorkflow } from '../definition/parse-workflow.ts';
import { createEngine } from '../engine.ts';
import type { Understanding } from '../engine-types.ts';
import { createFakeChat, people, testParts } from '../testing/index.ts';

const source = `id: lamp
name: Lamp
summary: The lamp is dark
button: Lamp
priority: Low
team: Light
expected: an hour
impact: { closure: 0.1, minutes_saved: 1 }
examples: [the lamp is dark]
opening: [A dark lamp is bad.]
slots:
  seen: { type: text, label: Seen, ask: What does the lamp say? }
  room:
    type: choice
    label: Room
    ask: Which room?
    choices: [{ value: front, label: The front room here }, { value: back, label: The back room here }]
steps: [{ ask: seen }, { ask: room }, { end: ticket }]
ticket: { subject: Lamp, action: Mend it. }
`;
const { workflow, problems } = parseWorkflow('lamp.yaml', source);
const engine = createEngine(workflow === null ? [] : [workflow], testParts());
const open = (language?: string) =>
  createFakeChat({ engine, person: people.known, ...(language !== undefined && { language }) });

const of = (tag: string, confidence = 0.97, more: Partial<Understanding> = {}): Understanding => ({
  outcome: 'none',
  workflow: null,
  confidence: 0.1,
  alternatives: [],
  others: [],
  language: { tag, confidence },
  ...more,
});
const lamp = { outcome: 'match', workflow: 'lamp', confidence: 0.95 } as const;

/** By words that only one of the two languages has. */
function languageOf(texts: readonly string[]): string {
  const said = ` ${texts.join(' ').toLowerCase()} `;
  if (/[¿¡]| (?:usted|gracias|puede|pude|tengo|qué|su|alguien|siempre) /.test(said)) return 'es';
  return / (?:good|you|the|thanks|what|can|your|i'm|you're) /.test(said) ? 'en' : '?';
}

describe('the language of a chat', () => {
  it('is that of her words, and follows her in the middle', () => {
    const chat = open();
    const say = (text: string, about: Understanding) => languageOf(chat.say(text, about).reply.texts);
    expect(say('hola', of('es'))).toBe('es');
    expect(say('how are you today?', of('en'))).toBe('en');
    expect(say('adiós', of('es'))).toBe('en');
    expect(say('cómo está usted', of('es'))).toBe('es');
    expect(say('bye', of('en'))).toBe('es');
    expect(say('how are you today?', of('en', 0.6))).toBe('es');
  });

  it('is read in her own words also where a single one does not change it', () => {
    const chat = open();
    chat.say('how are you today?', of('en'));
    expect(chat.say('llámenme', of('es')).reply.texts.join(' ')).toContain('call you');
  });

  it('is the one that the channel names, until her own words tell', () => {
    expect(languageOf(open('es').say('hi', of('en', 0.3)).reply.texts)).toBe('es');
    expect(languageOf(open('es-MX').say('how are you', of('en', 0.4)).reply.texts)).toBe('es');
    expect(languageOf(open('es').say('how are you today?', of('en')).reply.texts)).toBe('en');
    expect(languageOf(open('en').say('hola, cómo está', of('es')).reply.texts)).toBe('es');
  });

  it('is none that nobody here speaks', () => {
    expect(languageOf(open().say('bonjour, comment allez-vous', of('fr')).reply.texts)).toBe('en');
  });

  it('stays where she tells what a screen says or presses a button, until she writes so once more', () => {
    expect(problems).toEqual([]);
    const started = open();
    started.say('my lamp is dark', of('en', 0.97, lamp));
    const state = { ...started.state(), language: 'es' };
    const chat = createFakeChat({ engine, person: people.known, state });
    const language = () => (chat.state() as { language?: string }).language;
    chat.say('?', of('en', 0.3));
    chat.say('We could not connect to this lamp', of('en'));
    expect(language()).toBe('es');
    const { reply } = chat.say('The front room here', of('en'));
    expect(language()).toBe('es');
    expect(languageOf(reply.texts)).toBe('es');
  });

  it.each([
    ['es', ['no entiendo nada de lo que dice la lámpara'], 'es'],
    ['es', ['sale algo rojo'], 'en'],
    ['en', ['it says something about no power'], 'es'],
    ['en', ['it says something about no power', 'is anybody reading this at all?'], 'en'],
  ])('at a question in free words, in %s: %j', (tag, texts, expected) => {
    const started = open();
    started.say('my lamp is dark', of('en', 0.97, lamp));
    const state = { ...started.state(), language: tag === 'en' ? 'es' : 'en' };
    const find = (one: unknown) => (one as { language?: string; heardLanguage?: object }).language;
    let last: object = state;
    for (const text of texts) {
      // Each of them is said where the lamp's words are asked for.
      const { heardLanguage } = last as { heardLanguage?: object };
      const chat = createFakeChat({
        engine,
        person: people.known,
        state: { ...state, ...(heardLanguage && { heardLanguage }) },
      });
      chat.say(text, of(tag));
      last = chat.state();
    }
    expect(find(last)).toBe(expected);
  });
});

it('what stands on a button says nothing of her language', () => {
  const state = { ...open().state(), language: 'es' };
  const chat = createFakeChat({ engine, person: people.known, state });
  const { reply } = chat.say('Talk to a person', of('en'));
  expect(languageOf(reply.texts)).toBe('es');
});
