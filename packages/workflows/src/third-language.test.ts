import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadCatalogues } from '@acebuddy/catalogue';
import { createActReader } from '@acebuddy/detection';
import { afterAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { checkLanguages } from './check/check-languages.ts';
import { readWorkflows } from './definition/load-workflows.ts';
import { untranslated } from './definition/translations.ts';
import { createEngine } from './engine.ts';
import { addLanguages } from './language/language-file.ts';
import { readYesNo } from './language/yes-no.ts';
import { textTable } from './replies/generated/text-table.ts';
import { bundledRepliesFolder, createReplies } from './replies/replies.ts';
import { findNumber } from './slots/parse-number.ts';
import { createFakeChat, people, testParts } from './testing/index.ts';

// docs/languages.md, followed for a toy language: folders of data, no line of code.
const folder = mkdtempSync(join(tmpdir(), 'third-language-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

// 1. What its words do: word lists and lines for the reader of acts.
const idle = { kind: 'idle' };
const guide = { kind: 'guide', ask: 'Tok tok.' };
const lines: [text: string, question: object, act: string][] = [
  ...['kaba kaput', 'kaba nola', 'moka kaput lem', 'kaput moka'].map((text) => [text, idle, 'request'] as const),
  ...['sati wani', 'sati wani lem', 'wani sati bo', 'lem sati wani'].map((text) => [text, idle, 'human'] as const),
  ...['sati wani', 'wani sati bo', 'lem sati wani'].map((text) => [text, guide, 'human'] as const),
  ...['sela', 'sela sela', 'pa sela', 'sela lem'].map((text) => [text, guide, 'worked'] as const),
  ...['zu sela', 'zu zu sela', 'pa zu sela', 'zu sela lem'].map((text) => [text, guide, 'not_worked'] as const),
].map(([text, question, act]) => [text, question, act]);
write('acts/xx/language.yaml', 'negations: [zu]\nyesWords: [ka]\nnoWords: [zu]\n');
write('acts/xx/lines.jsonl', lines.map(([text, question, act]) => JSON.stringify({ text, question, act })).join('\n'));

// 2. Words of answers, as the English files with other words.
function translate(name: string, changes: object): void {
  const english = parse(readFileSync(new URL(`../language/en/${name}.yaml`, import.meta.url), 'utf8'));
  write(`language/xx/${name}.yaml`, stringify({ ...english, ...changes }));
}
translate('yes-no', { yes: ['ka'], no: ['zu'], at_end_yes: ['ka'], at_end_no: ['zu'] });
translate('numbers', { numbers: { un: 1, tri: 3 } });
write('language/xx/plain.yaml', 'guide:\n  worked: [sela]\n  not_worked: [zu sela]\n');

// 3. What is said: every text of the catalogue with its parameters, and nothing but "ba" around them.
const english = loadCatalogues([bundledRepliesFolder], textTable)[0];
const replies = [...(english?.replies ?? [])].map(([key, { parameters }]) => {
  const filled = Object.entries(parameters).map(([name, kind]) => {
    if (kind === 'number') return `{${name}, number}`;
    if (kind === 'flag') return `{${name}, select, true {ba} other {}}`;
    return kind === 'text' ? `{${name}}` : `{${name}, select, other {ba}}`;
  });
  return `${JSON.stringify(key)}: ${JSON.stringify(['ba', ...filled].join(' '))}`;
});
write('replies/xx.yaml', replies.join('\n'));

// 4. The texts of a workflow, beside the English ones.
write(
  'definitions/coffee.yaml',
  `id: coffee
name: $name
summary: $summary
button: $button
priority: Low
team: Kitchen
expected: $expected
impact: { closure: 0.1, minutes_saved: 1 }
examples: $examples
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
  - guide: $knock
  - end: ticket
ticket:
  subject: "{{workflow.name}} - {{customer.name}}"
  action: $action
`,
);
write(
  'definitions/coffee.en.yaml',
  `name: Coffee
summary: No coffee
button: Coffee
expected: an hour
examples: [the coffee machine is broken]
opening: [No coffee is bad.]
floor: { label: Floor, ask: Which floor?, first: First, second: Second }
knock: Knock on it.
action: Bring a new machine.
`,
);
write(
  'definitions/coffee.xx.yaml',
  `name: Kaba
summary: Kaba nola
button: Kaba
expected: un ora
examples: [kaba kaput]
opening: [Kaba nola.]
floor: { label: Etaba, ask: Kela etaba?, first: Prima, second: Dua }
knock: Tok tok.
action: Kaba nova.
`,
);

for (const name of ['yes-no', 'questions']) write(`language/en/${name}.yaml`, '');
addLanguages(join(folder, 'language'));
const reader = createActReader({
  folders: [pathToFileURL(`${join(folder, 'acts')}/`)],
  cacheFolder: join(folder, 'models'),
});
const { workflows, problems } = readWorkflows([join(folder, 'definitions')]);
const engine = createEngine(workflows, {
  ...testParts(),
  reader,
  replies: createReplies(loadCatalogues([bundledRepliesFolder, join(folder, 'replies')], textTable)),
});
const open = () => createFakeChat({ engine, person: people.known, language: 'xx-XX' });
const coffee = { outcome: 'match', workflow: 'coffee', confidence: 0.9, alternatives: [], others: [] } as const;
const foreignWords = /\b(?:the|your|please|you|did|thanks|ticket)\b/i;

describe('a third language', () => {
  it('has what the checks ask for', () => {
    expect(problems).toEqual([]);
    expect(untranslated(workflows, ['en', 'xx'])).toEqual([]);
    expect(untranslated(workflows, ['en', 'yy']).map(({ message }) => message)).toEqual([
      'the language "yy" has no texts for this workflow',
    ]);
  });

  it('is told which files of words it still lacks', () => {
    const acts = ['en', 'xx'];
    const lacking = checkLanguages(['en', 'xx'], { folder: join(folder, 'language'), acts });
    expect(lacking.map(({ file }) => file)).toEqual(['language/xx/questions.yaml']);
    expect(checkLanguages(['yy'], { folder: join(folder, 'language'), acts }).map(({ message }) => message)).toContain(
      'the acts of "yy" cannot be read',
    );
  });

  it('has words of its own, and not those of English', () => {
    expect([readYesNo('ka', 'xx'), readYesNo('zu', 'xx'), readYesNo('yes', 'xx')]).toEqual(['yes', 'no', null]);
    expect([findNumber('tri', 'xx'), findNumber('three', 'xx')]).toEqual([3, null]);
  });

  it('carries a chat to its ticket, which is written for the team', () => {
    const chat = open();
    const said = [chat.say('kaba kaput', coffee), chat.say('dua')];
    expect(said[0]?.reply.texts.join(' ')).toContain('Kela etaba?');
    expect(said[1]?.reply.texts.join(' ')).toContain('Tok tok.');
    const last = chat.say('pa zu sela');
    const ticket = last.effects.flatMap((effect) => (effect.kind === 'createTicket' ? [effect.ticket] : []))[0];
    expect(ticket).toMatchObject({ subject: 'Coffee - Maria Lopez', actionRequired: 'Bring a new machine.' });
    expect(ticket?.collected).toContainEqual({ label: 'Floor', value: 'Second' });
    for (const { reply } of [...said, last])
      expect([...reply.texts, ...reply.suggestions].join(' ')).not.toMatch(foreignWords);
  });

  it('carries a chat to a solution, and to a person', () => {
    const solved = open();
    solved.say('kaba kaput', coffee);
    expect(solved.say('prima').reply.texts.join(' ')).toContain('Tok tok.');
    const { reply: done, effects: closed } = solved.say('sela');
    const record = closed.flatMap((effect) => (effect.kind === 'createTicket' ? [effect.ticket] : []))[0];
    expect(record).toMatchObject({ status: 'Closed', outcome: 'resolved', subject: 'Coffee - Maria Lopez' });
    expect(done.texts.join(' ')).not.toContain('Tok tok.');
    expect(solved.view().state).toBe('resolved');
    const asking = open();
    asking.say('kaba kaput', coffee);
    expect(asking.say('prima').reply.texts.join(' ')).toContain('Tok tok.');
    const { reply, effects } = asking.say('sati wani');
    expect(effects.map(({ kind }) => kind)).toContain('createTicket');
    expect(reply.texts.join(' ')).not.toMatch(foreignWords);
  });
});
