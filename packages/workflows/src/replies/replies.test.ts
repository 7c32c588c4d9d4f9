import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalogue, checkCatalogues, readCatalogue } from '@acebuddy/catalogue';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../engine.ts';
import { createFakeChat, people, testParts } from '../testing/index.ts';
import { textTable } from './generated/text-table.ts';
import { bundledReplies, bundledRepliesFolder, createReplies, readReplies, say } from './replies.ts';

const english = readCatalogue('en.yaml', readFileSync(join(bundledRepliesFolder, 'en.yaml'), 'utf8')).catalogue;
/** A toy language: every word of it is "ba", with the same parameters. */
const toy = (change: (key: string, text: string) => string | null = (_, text) => text): Catalogue => {
  const entries = [...english.replies].flatMap(([key, { parameters }]) => {
    const filled = Object.entries(parameters).map(([name, kind]) => {
      if (kind === 'number') return `{${name}, number}`;
      if (kind === 'flag') return `{${name}, select, true {ba} other {}}`;
      return kind === 'text' ? `{${name}}` : `{${name}, select, other {ba}}`;
    });
    const text = change(key, ['ba', ...filled].join(' '));
    return text === null ? [] : [`${JSON.stringify(key)}: ${JSON.stringify(text)}`];
  });
  const { catalogue, problems } = readCatalogue('xx.yaml', entries.join('\n'));
  expect(problems).toEqual([]);
  return catalogue;
};

describe('the catalogues that come with the product', () => {
  it('say everything that the code says, with its parameters', () => {
    expect(readReplies([bundledRepliesFolder]).problems).toEqual([]);
  });

  it('have buttons that every channel can show', () => {
    const buttons = [...english.replies.keys()].filter((key) => key.startsWith('button.'));
    expect(buttons.length).toBeGreaterThan(20);
    for (const key of buttons) expect(english.replies.get(key)?.texts[0]?.length, key).toBeLessThan(21);
  });
});

describe('a reply', () => {
  it('is filled, with plurals and choices', () => {
    expect(say('en', 'ways.call_agreed_at', { phone: '+1 312', time: 'at noon' })).toBe(
      'Sure, we will call you on +1 312, at noon.',
    );
    expect(say('en', 'identity.wrong', { left: 1 })).toContain('(one try left)');
    expect(say('en', 'identity.wrong', { left: 2 })).toContain('(2 tries left)');
    expect(say('en', 'greeting.hello', { named: false, name: '' })).toBe('Hi!');
    expect(say('en', 'greeting.hello', { named: true, name: '{x} constructor' })).toBe('Hi {x} constructor!');
  });

  it('is never said without its parameters or without a text', () => {
    const words = bundledReplies().in('en') as (key: string, params?: object) => string;
    expect(() => words('ways.call_agreed_at', { phone: '1' })).toThrow(/time/);
    expect(() => words('ways.no_such_text')).toThrow('no text in en for ways.no_such_text');
  });

  it('has the wordings of a list in turn', () => {
    const { catalogue } = readCatalogue('xx.yaml', 'open: { nothing: [Nothing., Nothing at all.] }');
    const replies = createReplies([catalogue]);
    expect([0, 1, 2].map((turn) => replies.in('xx', turn)('open.nothing'))).toEqual([
      'Nothing.',
      'Nothing at all.',
      'Nothing.',
    ]);
  });
});

describe('another language', () => {
  it('is a file: the engine speaks it to the customer, and English to the team', () => {
    const replies = createReplies([english, toy()]);
    expect(replies.in('xx-YY').language).toBe('xx');
    expect(replies.in('zz').language).toBe('en');
    const engine = createEngine([], { ...testParts(), replies });
    const chat = createFakeChat({ engine, person: people.known, language: 'xx' });
    expect(chat.say('hi').reply.texts.join(' ')).toMatch(/^(?:ba ?|Maria ?)+$/);
    const { reply, effects } = chat.say('I want to talk to a person');
    expect(reply.texts.join(' ')).toMatch(/^ba/);
    const created = effects.find((effect) => effect.kind === 'createTicket');
    expect(created?.kind === 'createTicket' ? created.ticket.description : '').toContain('Action required: ');
  });

  it('that she is known to write counts more than what the channel says', () => {
    const engine = createEngine([], { ...testParts(), replies: createReplies([english, toy()]) });
    const person = people.known;
    const chat = createFakeChat({ engine, person, state: { ...engine.start(person.visitor), language: 'xx' } });
    expect(chat.say('hi').reply.texts[0]).toMatch(/^ba/);
  });

  it('is checked: what it lacks, what nobody says, and what nobody fills in is named', () => {
    const lacking = toy((key, text) => {
      if (key === 'closing.more') return null;
      return key === 'ways.call_agreed' ? 'ba {phone}' : text;
    });
    const extra = readCatalogue('xx.yaml', 'closing: { never: ba }').catalogue;
    const found = checkCatalogues([lacking], textTable);
    expect(found.map(({ file, path, message }) => `${file} ${path}: ${message}`)).toEqual([
      'xx.yaml closing.more: the language "xx" has no text for this',
      'xx.yaml ways.call_agreed: nobody fills {phone} here, or not in this way',
    ]);
    expect(checkCatalogues([extra], textTable).map(({ path }) => path)).toContain('closing.never');
  });

  it('is checked for what cannot be read, with its line', () => {
    const { problems } = readCatalogue('xx.yaml', 'open:\n  nothing: "ba {"\n  back: [ba, 3]\n');
    expect(problems.map(({ line, path }) => `${line} ${path}`)).toEqual(['2 open.nothing', '3 open.back']);
    expect(readCatalogue('xx.yaml', 'a: "').problems[0]?.message).toMatch(/^this is not valid YAML/);
  });
});
