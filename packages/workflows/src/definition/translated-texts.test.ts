import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { choiceWords } from '../language/choice-words.ts';
import { bare } from '../language/normalise.ts';
import { defaultLanguage } from '../replies/reply-types.ts';
import { namesOf, optionsOf } from '../slots/parse-choice.ts';
import { bundledWorkflowsFolder, readBuiltinWorkflows, readWorkflows } from './load-workflows.ts';
import type { SlotDefinition } from './slot-schema.ts';
import { namesIn, readTextsFile, type TextsFile } from './texts-file.ts';

// Every language that has texts of workflows, measured by the English ones beside them.
const folders = [bundledWorkflowsFolder, fileURLToPath(new URL('../../builtin/', import.meta.url))];
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => namesIn(name) !== null)
    .map((name) => readTextsFile(name, readFileSync(`${folder}/${name}`, 'utf8'))),
);
const english = new Map(files.filter((one) => one.language === defaultLanguage).map((one) => [one.workflow, one]));
const translated = files.filter((one) => one.language !== defaultLanguage);
const pairs = translated.map((one) => [one.file, one, english.get(one.workflow)?.texts ?? new Map()] as const);

const textsOf = ({ texts }: TextsFile) =>
  [...texts].flatMap(([name, text]) => (typeof text === 'string' ? [[name, text] as const] : []));
const listsOf = ({ texts }: TextsFile) =>
  [...texts].flatMap(([name, list]) => (typeof list === 'string' ? [] : [[name, list] as const]));

/** What code fills in, or leaves out: `{{slot}}`, `{value}`, `[[`, `[[!slot`. */
const marks = (text: unknown) =>
  [...String(text).matchAll(/\{\{.*?\}\}|\{\w+\}|\[\[(?:!\w+)?|\]\]/g)].map(([mark]) => mark).sort();

/** Names that are the same in every language. */
const properNames = [
  '0x204 / 0x300006xc',
  'CPU',
  'Cable',
  'Desktop Premier',
  'Desktop Pro',
  'Enterprise',
  'Mac',
  'Outlook',
  'QuickBooks',
  'QuickBooks E-mail',
  'QuickBooks Online',
  'USB',
  'Web Mail',
  'Wi-Fi',
];

/** Labels of programs that are English, and what stands in brackets behind a translated one. */
const withoutLabels = (text: string) => text.replace(/"[^"]*"|\([^()]*(?:\([^()]*\)[^()]*)*\)/g, ' ');
const englishWords =
  /(?<!\p{L})(?:the|your|you|please|and|with|this|that|is|are|what|which|who|when|does|did|not|it|of|from|then)(?!\p{L})/iu;

describe.each(pairs)('%s', (_, file, original) => {
  it('says what the English file says, no more and no less', () => {
    expect([...file.texts.keys()].sort()).toEqual([...original.keys()].sort());
    for (const [name] of listsOf(file)) expect(original.get(name), name).toBeInstanceOf(Array);
    for (const [name] of textsOf(file)) expect(original.get(name), name).toBeTypeOf('string');
  });

  it('leaves the same places to be filled', () => {
    const filled = textsOf(file).map(([name, text]) => [name, marks(text)]);
    expect(filled).toEqual(textsOf(file).map(([name]) => [name, marks(original.get(name))]));
    const wrong = listsOf(file).flatMap(([name, list]) =>
      list.filter((phrase) => name.endsWith('.listen') && marks(phrase).join() !== '{value}'),
    );
    expect(wrong).toEqual([]);
  });

  it('has no English left in what is read', () => {
    const same = textsOf(file).filter(([name, text]) => text === original.get(name) && !properNames.includes(text));
    expect(same).toEqual([]);
    expect(textsOf(file).filter(([, text]) => englishWords.test(withoutLabels(text)))).toEqual([]);
  });

  it('has no word twice in a list', () => {
    const twice = listsOf(file).flatMap(([name, list]) =>
      list.filter((word, at) => list.indexOf(word) < at).map((word) => `${name}: ${word}`),
    );
    expect(twice).toEqual([]);
  });
});

const { workflows, problems } = readWorkflows([bundledWorkflowsFolder]);
const { workflows: builtin, problems: inBuiltin } = readBuiltinWorkflows();
const translations = [...workflows, ...builtin].flatMap(({ definition, translations = new Map() }) =>
  [...translations].map(([language, workflow]) => [definition.id, language, workflow.definition.slots] as const),
);

it('keeps the limits of every text', () => {
  expect([...problems, ...inBuiltin]).toEqual([]);
});

/** What an answer in any message is told by, and the answer. */
function wordsOf(slot: SlotDefinition, language: string): [word: string, answer: string][] {
  const around = choiceWords(language);
  if (slot.type === 'choice')
    return optionsOf(slot, {}).flatMap((option) =>
      namesOf(option, around).map((name): [string, string] => [name, String(option.value)]),
    );
  if (slot.type !== 'yes_no') return [];
  const said = (phrases: readonly string[], answer: string) =>
    phrases.map((phrase): [string, string] => [bare(phrase), answer]);
  return [...said(slot.yes_when, 'yes'), ...said(slot.no_when, 'no')];
}

it.each(translations)('lets each word of %s (%s) mean one thing', (_, language, slots) => {
  const owners = new Map<string, string>();
  const several: string[] = [];
  for (const [name, slot] of Object.entries<SlotDefinition>(slots)) {
    const own = new Map(slot.only_when_asked ? [] : owners);
    for (const [word, answer] of wordsOf(slot, language)) {
      const owner = own.get(word) ?? `${name} ${answer}`;
      if (owner !== `${name} ${answer}`) several.push(`"${word}": ${owner}, ${name} ${answer}`);
      own.set(word, owner);
      if (!slot.only_when_asked) owners.set(word, owner);
    }
  }
  expect(several).toEqual([]);
});
