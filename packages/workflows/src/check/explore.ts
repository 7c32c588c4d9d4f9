import type { ProgramNode, Workflow } from '../definition/program.ts';
import type { SlotDefinition } from '../definition/slot-schema.ts';
import { builtinSlots } from '../flow/builtin-slots.ts';
import { testsOf, valuesOf } from './condition-slots.ts';
import { evaluate, type Values } from './evaluate.ts';

type Value = string | number | boolean | null;

export interface Exploration {
  readonly reached: ReadonlySet<number>;
  /** A node after which a path runs out of steps, if there is one. */
  readonly open: ProgramNode | null;
}

/**
 * Follows every way through a workflow: all answers that some condition tells apart, all outcomes of guidance. What may be so
 * before its question comes is told apart only where a condition looks at it: all combinations of it would be too many.
 */
export function explore(workflow: Workflow): Exploration {
  const { nodes, labels } = workflow.program;
  const domains = domainsOf(workflow);
  const live = liveNames(nodes);
  const early = earlyValues(domains, nodes);
  const reached = new Set<number>();
  const seen = new Set<string>();
  let open: ProgramNode | null = null;
  const queue: { index: number; values: Values; last: ProgramNode | null }[] = [
    { index: 0, values: { 'steps.failed': 0 }, last: null },
  ];
  while (queue.length > 0) {
    const item = queue.pop();
    if (item === undefined) break;
    const { index, values, last } = item;
    const node = nodes[index];
    if (node === undefined) {
      open ??= last;
      continue;
    }
    const kept = Object.fromEntries(
      Object.entries(values).filter(([name]) => live[index]?.has(name) || name === 'steps.failed'),
    );
    const key = keyOf(index, kept);
    if (seen.has(key)) continue;
    seen.add(key);
    const undecided = node.guards
      .flatMap(testsOf)
      .find(({ name }) => early.has(name) && !Object.hasOwn(kept, name))?.name;
    if (undecided !== undefined) {
      for (const value of early.get(undecided) ?? [])
        queue.push({ index, values: { ...kept, [undecided]: value }, last });
      continue;
    }
    const next = (target: number, more: Values = {}) =>
      queue.push({ index: target, values: { ...kept, ...more }, last: node });
    if (!node.guards.every((guard) => evaluate(guard, kept))) {
      queue.push({ index: index + 1, values: kept, last: last ?? node });
      continue;
    }
    reached.add(index);
    const jump = (label: string | undefined) => (label === undefined ? undefined : labels.get(label)) ?? index + 1;
    switch (node.kind) {
      case 'ask': {
        const known = kept[node.step.ask];
        const values = known === undefined ? (domains.get(node.step.ask) ?? [null]) : [known];
        for (const value of values) next(index + 1, { [node.step.ask]: value });
        break;
      }
      case 'guide': {
        const failed = Math.min(Number(kept['steps.failed'] ?? 0) + (node.step.goal === 'fix' ? 1 : 0), 4);
        next(jump(node.step.failed), { 'steps.failed': failed });
        next(jump(node.step.cannot ?? node.step.failed), { 'steps.failed': failed });
        if (node.step.goal === 'do' || node.step.worked !== undefined) next(jump(node.step.worked));
        break;
      }
      case 'goto':
        next(jump(node.target));
        break;
      case 'end':
      case 'switch':
        break;
      default:
        next(index + 1);
    }
  }
  return { reached, open };
}

/** Names that conditions from this node on look at. */
function liveNames(nodes: readonly ProgramNode[]): ReadonlySet<string>[] {
  const live: Set<string>[] = [];
  let names = new Set<string>();
  for (let index = nodes.length - 1; index >= 0; index -= 1) {
    names = new Set([
      ...names,
      ...(nodes[index]?.guards ?? []).flatMap((guard) => testsOf(guard).map((test) => test.name)),
    ]);
    live[index] = names;
  }
  return live;
}

/** For every name in a condition the values that make a difference; null stands for "skipped". */
function domainsOf(workflow: Workflow): ReadonlyMap<string, readonly Value[]> {
  const tests = workflow.program.nodes.flatMap((node) => node.guards.flatMap(testsOf));
  const domains = new Map<string, readonly Value[]>();
  for (const name of new Set(tests.map((test) => test.name))) {
    const own = tests.filter((test) => test.name === name);
    const slot = workflow.definition.slots[name] ?? builtinSlots[name];
    domains.set(name, [
      ...new Set<Value>([
        ...slotValues(slot),
        ...own.flatMap(({ test }) => valuesOf(test)),
        ...bounds(own.map(({ test }) => test)),
        null,
      ]),
    ]);
  }
  return domains;
}

function slotValues(slot: SlotDefinition | undefined): Value[] {
  if (slot === undefined) return [true, false];
  if (slot.type === 'yes_no') return [true, false];
  if (slot.type === 'choice') return [...(slot.choices ?? []).map((choice) => choice.value), 'other'];
  if (slot.type === 'date' || slot.type === 'datetime') return ['@0', '@99'];
  return ['something'];
}

function bounds(tests: readonly unknown[]): number[] {
  return tests.flatMap((test) => {
    if (typeof test !== 'object' || test === null) return [];
    return Object.values(test).flatMap((bound) => (typeof bound === 'number' ? [bound - 1, bound, bound + 1] : []));
  });
}

/** By name, whatever may be so at a node; what is decided to be unknown is not what is not decided. */
function keyOf(index: number, values: Values): string {
  const parts = Object.keys(values)
    .sort()
    .map((name) => `${name}=${JSON.stringify(values[name]) ?? 'unknown'}`);
  return [index, ...parts].join('|');
}

/**
 * What may be so before its question: facts and slots that are only ever heard (any value), and slots that a condition looks
 * at before they are asked, which the first message may have answered (a value) or not (undefined).
 */
function earlyValues(
  domains: ReadonlyMap<string, readonly Value[]>,
  nodes: readonly ProgramNode[],
): ReadonlyMap<string, readonly (Value | undefined)[]> {
  const early = new Map<string, readonly (Value | undefined)[]>();
  for (const [name, values] of domains) {
    if (name === 'steps.failed') continue;
    const asked = nodes.findIndex((node) => node.kind === 'ask' && node.step.ask === name);
    const looked = nodes.findIndex((node) =>
      node.guards.some((guard) => testsOf(guard).some((test) => test.name === name)),
    );
    if (asked >= 0 && asked <= looked) continue;
    early.set(name, asked < 0 ? values : [undefined, ...values.filter((value) => value !== null)]);
  }
  return early;
}
