import { testsOf, valuesOf } from '../check/condition-slots.ts';
import type { Workflow } from '../definition/program.ts';
import type { SlotDefinition } from '../definition/slot-schema.ts';
import { builtinSlots } from '../flow/builtin-slots.ts';
import { builtinWorkflows } from '../flow/builtin-workflows.ts';
import { type FakeChat, type Happened, rightCode } from './fake-chat.ts';
import { whereIs } from './where-is.ts';

const byType: Readonly<Record<Exclude<SlotDefinition['type'], 'choice' | 'yes_no'>, readonly string[]>> = {
  text: ['the one in the front office'],
  name: ['Anna Berg'],
  username: ['jsmith'],
  email: ['office@acme.example'],
  phone: ['312-555-0123'],
  date: ['next Monday', 'today'],
  datetime: ['tomorrow at 10 am'],
  percent: ['99', '10'],
  number: ['2', '100'],
  error_code: ['none'],
};

const exits = new Set([
  'Something else',
  'Talk to a person',
  'Change something',
  'Talk to an agent',
  'Not sure',
  'Skip it',
  'Try again',
]);

/**
 * What a helpful customer may answer now; every answer that leads to another branch is among them. Empty when nothing
 * is asked any more.
 */
export function answersFor(chat: FakeChat, last: Happened, workflows: readonly Workflow[]): readonly string[] {
  const { asks, pending } = whereIs(chat.state());
  if (pending === 'code') return [rightCode];
  if (pending === 'ways') return ['Keep going', 'Leave a ticket'];
  const buttons = last.reply.suggestions.filter((label) => !exits.has(label));
  if (buttons.length > 0) return buttons;
  const name = asks?.replace(/^(?:ask|contact):/, '').replace(/\.\d+$/, '');
  const { workflow: id } = chat.view();
  const workflow = [...workflows, ...builtinWorkflows].find((candidate) => candidate.definition.id === id);
  const slot = name === undefined ? undefined : (workflow?.definition.slots[name] ?? builtinSlots[name]);
  if (slot === undefined || slot.type === 'choice' || slot.type === 'yes_no') return asks === null ? [] : ['Yes'];
  const compared = (workflow?.program.nodes ?? [])
    .flatMap((node) => node.guards.flatMap(testsOf))
    .filter((test) => test.name === name)
    .flatMap(({ test }) => valuesOf(test).map(String));
  return [...compared.filter((value) => value !== 'other'), ...byType[slot.type]];
}
