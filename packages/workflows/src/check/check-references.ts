import type { Condition } from '../definition/condition-schema.ts';
import { factNames } from '../definition/condition-schema.ts';
import { builtinSlots } from '../flow/builtin-slots.ts';
import { placeholder, templateNames } from '../flow/templates.ts';
import type { Check } from './check-context.ts';
import { testsOf, valuesOf } from './condition-slots.ts';

/** Every name that a file uses exists: slots, steps, workflows, placeholders, values in conditions. */
export function checkReferences(check: Check): void {
  const { definition, program } = check.workflow;
  checkTexts(check);
  for (const node of program.nodes) {
    for (const guard of node.guards) checkCondition(check, guard, [...node.path, 'when']);
    if (node.kind === 'ask')
      for (const name of [node.step.ask, ...node.step.with]) needSlot(check, name, [...node.path, 'ask']);
    if (node.kind === 'confirm') for (const name of node.step.confirm) needSlot(check, name, [...node.path, 'confirm']);
    if (node.kind === 'end') checkEnd(check, node);
    if (node.kind === 'switch' && !check.all.has(node.step.switch))
      check.report(
        [...node.path, 'switch'],
        `there is no workflow "${node.step.switch}"`,
        `use one of: ${[...check.all.keys()].join(', ')}`,
      );
  }
  checkJumps(check);
  for (const [index, rule] of definition.ticket.rules.entries())
    checkCondition(check, rule.when, ['ticket', 'rules', index, 'when']);
  for (const name of definition.ticket_when_abandoned) needSlot(check, name, ['ticket_when_abandoned']);
  for (const [name, { clears }] of Object.entries(definition.slots))
    for (const [index, other] of clears.entries()) needSlot(check, other, ['slots', name, 'clears', index]);
  const { due } = definition.ticket;
  if (due === undefined) return;
  needSlot(check, due, ['ticket', 'due']);
  const type = definition.slots[due]?.type ?? builtinSlots[due]?.type;
  if (type !== undefined && type !== 'date' && type !== 'datetime')
    check.report(['ticket', 'due'], `"${due}" is not a date`, 'name a slot of type date or datetime');
}

function checkEnd(check: Check, node: Extract<Check['workflow']['program']['nodes'][number], { kind: 'end' }>): void {
  const { step } = node;
  if (step.end === 'awaiting_approval' && step.approval === undefined)
    check.report(
      node.path,
      'an end that waits for approval must say what is to be approved',
      'add "approval:" with subject and facts',
    );
  for (const name of step.approval?.facts ?? []) needSlot(check, name, [...node.path, 'approval', 'facts']);
}

function checkJumps(check: Check): void {
  const { nodes, labels } = check.workflow.program;
  for (const [index, node] of nodes.entries()) {
    const targets =
      node.kind === 'goto'
        ? { goto: node.target }
        : node.kind === 'guide'
          ? { worked: node.step.worked, failed: node.step.failed, cannot: node.step.cannot }
          : {};
    for (const [key, target] of Object.entries(targets)) {
      if (target === undefined) continue;
      const at = labels.get(target);
      if (at === undefined)
        check.report(
          [...node.path, key],
          `there is no step with the id "${target}"`,
          `add "id: ${target}" to the step that is meant`,
        );
      else if (at <= index)
        check.report(
          [...node.path, key],
          `"${target}" stands before this step: the chat would go in circles`,
          'lead to a later step',
        );
    }
  }
}

function needSlot(check: Check, name: string, path: readonly PropertyKey[]): void {
  if (isSlot(check, name)) return;
  const names = [...Object.keys(check.workflow.definition.slots), ...Object.keys(builtinSlots)];
  check.report(path, `there is no slot "${name}"`, `add it under "slots:", or use one of: ${names.join(', ')}`);
}

function isSlot(check: Check, name: string): boolean {
  return Object.hasOwn(check.workflow.definition.slots, name) || Object.hasOwn(builtinSlots, name);
}

function checkCondition(check: Check, condition: Condition, path: readonly PropertyKey[]): void {
  for (const { name, test } of testsOf(condition)) {
    if (name.includes('.')) {
      if (!(factNames as readonly string[]).includes(name))
        check.report(path, `there is no fact "${name}"`, `use one of: ${factNames.join(', ')}`);
      continue;
    }
    needSlot(check, name, path);
    const slot = check.workflow.definition.slots[name];
    if (slot?.type === 'yes_no' && valuesOf(test).some((value) => typeof value !== 'boolean'))
      check.report(path, `"${name}" is answered with yes or no`, 'compare it with true or false (without quotes)');
    if (slot?.type !== 'choice' || slot.choices === undefined) continue;
    const values = [...slot.choices.map((choice) => choice.value), 'other'];
    for (const value of valuesOf(test))
      if (typeof value === 'boolean' || !values.includes(value))
        check.report(path, `"${String(value)}" is no choice of "${name}"`, `use one of: ${values.join(', ')}`);
  }
}

/** Placeholders in all texts of the file. */
function checkTexts(check: Check): void {
  const visit = (value: unknown, path: readonly PropertyKey[]): void => {
    if (typeof value === 'string') {
      for (const [, name = ''] of value.matchAll(placeholder)) checkPlaceholder(check, name, path);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) visit(inner, [...path, Array.isArray(value) ? Number(key) : key]);
  };
  const { examples: _examples, decisions: _decisions, ...texts } = check.workflow.definition;
  visit(texts, []);
}

function checkPlaceholder(check: Check, name: string, path: readonly PropertyKey[]): void {
  if (
    isSlot(check, name) ||
    (templateNames as readonly string[]).includes(name) ||
    /^list\.[a-z][a-z0-9_]*$/.test(name)
  )
    return;
  check.report(path, `"{{${name}}}" stands for nothing`, `use a slot's name, or one of: ${templateNames.join(', ')}`);
}
