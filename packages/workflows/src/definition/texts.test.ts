import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Catalogue, readCatalogue } from '@acebuddy/catalogue';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEngine } from '../engine.ts';
import { bundledRepliesFolder, createReplies } from '../replies/replies.ts';
import { createFakeChat, people, testParts } from '../testing/index.ts';
import { readWorkflows } from './load-workflows.ts';
import { untranslated } from './translations.ts';
import { describeProblem } from './workflow-problem.ts';

const flow = `id: coffee
name: $name
summary: $name
button: $name
priority: Low
team: kitchen
expected: $expected
impact: { closure: 0.5, minutes_saved: 5 }
opening: $opening
slots:
  floor:
    type: choice
    label: $floor.label
    ask: $floor.ask
    choices:
      - { value: first, label: $floor.first }
      - { value: second, label: $floor.second }
steps:
  - ask: floor
  - guide: $steps.knock
  - end: ticket
ticket: { action: Look after the machine. }
examples: [the coffee machine is broken]
`;
const english = `name: Coffee
expected: one hour
opening: [No coffee is serious.]
floor: { label: Floor, ask: Which floor?, first: First, second: Second }
steps: { knock: Knock on it. }
`;
const toy = `name: Kaba
expected: una hora
opening: [Kaba nola.]
floor: { label: Etaba, ask: Kela etaba?, first: Prima, second: Dua }
steps: { knock: Tok tok. }
`;

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'workflows-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const read = (...folders: readonly Readonly<Record<string, string>>[]) => readWorkflows(folders.map(folderWith));
const problemsOf = (files: Readonly<Record<string, string>>) =>
  read(files).problems.map((problem) => describeProblem(problem).replace(/^\S*\//, ''));

const file = 'en.yaml';
const replies: Catalogue = readCatalogue(file, readFileSync(join(bundledRepliesFolder, file), 'utf8')).catalogue;
/** The English replies under the toy language's name: what a workflow says is told from them easily. */
const withToy = createReplies([replies, { ...replies, language: 'xx' }]);

const match = {
  outcome: 'match',
  workflow: 'coffee',
  confidence: 0.9,
  alternatives: [],
  others: [],
} as const;

describe('a workflow whose texts stand in files of languages', () => {
  it('has the texts of English, and is whole', () => {
    const { workflows, problems } = read({ 'coffee.yaml': flow, 'coffee.en.yaml': english });
    expect(problems).toEqual([]);
    expect(workflows[0]?.definition).toMatchObject({ name: 'Coffee', slots: { floor: { ask: 'Which floor?' } } });
  });

  it('speaks to each customer in her language, and to the team in English', () => {
    const { workflows, problems } = read({ 'coffee.yaml': flow, 'coffee.en.yaml': english, 'coffee.xx.yaml': toy });
    expect(problems).toEqual([]);
    const engine = createEngine(workflows, { ...testParts(), replies: withToy });
    const chat = createFakeChat({ engine, person: people.known, language: 'xx' });
    const opened = chat.say('kaba kaput', match).reply;
    expect(opened.texts.join(' ')).toContain('Kaba nola. Kela etaba?');
    expect(opened.suggestions.slice(0, 2)).toEqual(['Prima', 'Dua']);
    expect(chat.say('dua').reply.texts.join(' ')).toContain('Tok tok.');
    const { effects } = chat.say('it did not help');
    const ticket = effects.flatMap((effect) => (effect.kind === 'createTicket' ? [effect.ticket] : []))[0];
    expect(ticket?.subject).toBe('Coffee - Maria Lopez');
    expect(ticket?.collected).toContainEqual({ label: 'Floor', value: 'Second' });
    expect(ticket?.description).toContain('Knock on it. → did not help');
  });

  it('goes on where it was when the language changes in the middle', () => {
    const { workflows } = read({ 'coffee.yaml': flow, 'coffee.en.yaml': english, 'coffee.xx.yaml': toy });
    const engine = createEngine(workflows, { ...testParts(), replies: withToy });
    const before = createFakeChat({ engine, person: people.known });
    before.say('no coffee', match);
    before.say('first');
    const after = createFakeChat({ engine, person: people.known, state: before.state(), language: 'xx' });
    const { effects, reply } = after.say('it did not help');
    expect(reply.texts.join(' ')).not.toContain('Tok tok.');
    expect(effects.map(({ kind }) => kind)).toContain('createTicket');
  });

  it('may have its texts alone changed by an operator', () => {
    const own = { 'coffee.en.yaml': english.replace('Which floor?', 'Upstairs or downstairs?') };
    const { workflows, problems } = read({ 'coffee.yaml': flow, 'coffee.en.yaml': english }, own);
    expect(problems).toEqual([]);
    expect(workflows[0]?.definition.slots.floor?.ask).toBe('Upstairs or downstairs?');
  });
});

describe('mistakes in them', () => {
  it.each([
    [
      'a text that is lacking',
      { 'coffee.en.yaml': english.replace('Which floor?', '"Which floor?" #').replace('ask:', 'asks:') },
      /^coffee\.yaml:14: slots\.floor\.ask: no text is called "floor\.ask" in .*coffee\.en\.yaml/,
    ],
    ['no texts at all', {}, /^coffee\.yaml:2: name: no text is called "name" in .*coffee\.en\.yaml/],
    [
      'a text that nobody asks for',
      { 'coffee.en.yaml': `${english}more: More.\n` },
      /^coffee\.en\.yaml:6: more: the workflow does not ask for this text/,
    ],
    [
      'a language that lacks one',
      { 'coffee.en.yaml': english, 'coffee.xx.yaml': toy.replace('expected', 'expects') },
      /^coffee\.yaml:7: expected: no text is called "expected" in .*coffee\.xx\.yaml/,
    ],
    [
      'texts of nothing',
      { 'coffee.en.yaml': english, 'tea.en.yaml': 'name: Tea' },
      /^tea\.en\.yaml:1: there is no workflow "tea"/,
    ],
    ['what is no text', { 'coffee.en.yaml': `${english}more: 3\n` }, /^coffee\.en\.yaml:6: more: this is no text/],
    ['broken YAML', { 'coffee.en.yaml': `${english}more: "` }, /^coffee\.en\.yaml:6: this is not valid YAML/],
    [
      'a button that is too long',
      { 'coffee.en.yaml': english.replace('first: First', 'first: The floor of the entrance') },
      /^coffee\.yaml:16: slots\.floor\.choices\[0\]\.label/,
    ],
  ])('are named with file and line: %s', (_name, files, problem) => {
    expect(problemsOf({ 'coffee.yaml': flow, ...files })).toContainEqual(expect.stringMatching(problem));
  });

  it('name the workflows that a language of the replies lacks', () => {
    const { workflows } = read({ 'coffee.yaml': flow, 'coffee.en.yaml': english, 'coffee.xx.yaml': toy });
    expect(untranslated(workflows, ['en', 'xx'])).toEqual([]);
    expect(untranslated(workflows, ['en', 'xx', 'yy']).map(({ mend }) => mend)).toEqual([
      'translate coffee.en.yaml as coffee.yy.yaml',
    ]);
  });
});
