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

/** Follows every way through a workflow: all answers that some condition tells apart, all outcomes of guidance. */
export function explore(workflow: Workflow): Exploration {
  const { nodes, labels } = workflow.program;
  const domains = domainsOf(workflow);
  const asked = new Set(nodes.flatMap((node) => (node.kind === 'ask' ? [node.step.ask] : [])));
  const live = liveNames(nodes);
  const reached = new Set<number>();
  const seen = new Set<string>();
  let open: ProgramNode | null = null;
  const queue: { index: number; values: Values; last: ProgramNode | null }[] = startValues(domains, asked).map(
    (values) => ({ index: 0, values, last: null }),
  );
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
    const key = `${index}|${JSON.stringify(kept, Object.keys(kept).sort())}`;
    if (seen.has(key)) continue;
    seen.add(key);
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
        const values = Object.hasOwn(kept, node.step.ask)
          ? [kept[node.step.ask] ?? null]
          : (domains.get(node.step.ask) ?? [null]);
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

/** What may be so before the first question: facts, and slots that are only ever heard. */
function startValues(domains: ReadonlyMap<string, readonly Value[]>, asked: ReadonlySet<string>): Values[] {
  let starts: Values[] = [{ 'steps.failed': 0 }];
  for (const [name, values] of domains) {
    if (asked.has(name) || name === 'steps.failed') continue;
    starts = starts.flatMap((start) => values.map((value) => ({ ...start, [name]: value })));
  }
  return starts;
}
