import { choiceExamplesMin } from '../definition/choice-lines.ts';
import type { SlotDefinition } from '../definition/slot-schema.ts';
import { choiceWords } from '../language/choice-words.ts';
import { bare } from '../language/normalise.ts';
import { bundledReplies } from '../replies/replies.ts';
import { defaultLanguage } from '../replies/reply-types.ts';
import { namesOf, optionsOf, parseChoice } from '../slots/parse-choice.ts';
import type { Check } from './check-context.ts';
import { testsOf } from './condition-slots.ts';

/** Every slot can be answered, means one thing, and is used. */
export function checkSlots(check: Check): void {
  const { definition } = check.workflow;
  for (const [name, slot] of Object.entries(definition.slots)) {
    if (slot.type === 'choice') {
      checkChoices(check, name, slot);
      checkExamples(check, name, slot);
    }
    for (const [index, phrase] of slot.listen.entries())
      if (phrase.split('{value}').length !== 2)
        check.report(
          ['slots', name, 'listen', index],
          'the phrase needs {value} exactly once',
          'write for example "my user name is {value}"',
        );
    if (!isUsed(check, name))
      check.report(
        ['slots', name],
        `nothing asks for "${name}" and no condition looks at it`,
        `add "- ask: ${name}" to the steps, or remove the slot`,
      );
  }
  checkSharedWords(check);
}

function checkChoices(check: Check, name: string, slot: Extract<SlotDefinition, { type: 'choice' }>): void {
  const path = ['slots', name];
  if ((slot.choices === undefined) === (slot.list === undefined)) {
    check.report(
      path,
      'a choice needs either "choices:" or "list:"',
      'write the choices here, or name one list of the configuration',
    );
    return;
  }
  const options = optionsOf(slot, {});
  const words = bundledReplies().in(defaultLanguage);
  const around = choiceWords(words.language);
  const owners = new Map<string, string | number>();
  for (const [index, option] of options.entries()) {
    for (const word of namesOf(option, around)) {
      const owner = owners.get(word);
      if (owner !== undefined && owner !== option.value)
        check.report(
          [...path, 'choices', index],
          `"${word}" means both "${owner}" and "${option.value}"`,
          'leave it to one of them',
        );
      owners.set(word, option.value);
      const read = parseChoice(word, options, words);
      if (owner === undefined && (!read.ok || read.answer.v !== option.value))
        check.report(
          [...path, 'choices', index],
          `answering "${word}" does not lead to "${option.value}"`,
          'use a word that only this choice has',
        );
    }
  }
}

/** Too few examples would make the reader guess, and examples of some options only would make it blind for the rest. */
function checkExamples(check: Check, name: string, slot: Extract<SlotDefinition, { type: 'choice' }>): void {
  const counts = (slot.choices ?? []).map(({ examples }) => examples.length);
  if (counts.every((count) => count === 0)) return;
  for (const [index, count] of counts.entries())
    if (count < choiceExamplesMin)
      check.report(
        ['slots', name, 'choices', index],
        `${count} examples are too few to learn from`,
        `write at least ${choiceExamplesMin} for each choice, or none at all`,
      );
}

function isUsed(check: Check, name: string): boolean {
  const { definition, program } = check.workflow;
  const rules = definition.ticket.rules.map((rule) => rule.when);
  return (
    program.nodes.some((node) => node.kind === 'ask' && (node.step.ask === name || node.step.with.includes(name))) ||
    [...program.nodes.flatMap((node) => node.guards), ...rules].some((guard) =>
      testsOf(guard).some((test) => test.name === name),
    )
  );
}

/** One word in an opening message must not answer two questions that can come in the same run. */
function checkSharedWords(check: Check): void {
  const owners = new Map<string, string>();
  for (const [name, slot] of Object.entries(check.workflow.definition.slots)) {
    if (slot.only_when_asked) continue;
    for (const word of wordsOf(slot)) {
      const owner = owners.get(word);
      if (owner !== undefined && owner !== name)
        check.report(
          ['slots', name],
          `"${word}" answers both "${owner}" and "${name}"`,
          'leave it to one of them, or write "only_when_asked: true"',
        );
      owners.set(word, name);
    }
  }
}

function wordsOf(slot: SlotDefinition): string[] {
  if (slot.type === 'choice')
    return [...new Set(optionsOf(slot, {}).flatMap((option) => namesOf(option, choiceWords())))];
  return slot.type === 'yes_no' ? [...slot.yes_when, ...slot.no_when].map(bare) : [];
}
