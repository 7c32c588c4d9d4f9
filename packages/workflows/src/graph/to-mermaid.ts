import type { Condition, Test } from '../definition/condition-schema.ts';
import type { ProgramNode, Workflow } from '../definition/program.ts';
import { isList, isNot } from '../flow/conditions.ts';

/** Draws a workflow's steps as a flow chart: questions, guidance, checks, ends, and the conditions between them. */
export function toMermaid(workflow: Workflow): string {
  const { nodes } = workflow.program;
  const own = nodes.map((node, index) => ({
    guard: guardLines(workflow, node, index),
    rest: [`  ${name(index)}${shape(node)}`, ...edges(workflow, node, index)],
  }));
  const start = `  start([${quote(workflow.definition.name)}]) --> ${entry(workflow, 0)}`;
  const shown = shownDiamonds(
    [start, ...own.flatMap((part) => part.rest)],
    own.map((part) => part.guard),
  );
  const lines = [
    'flowchart TD',
    start,
    ...own.flatMap((part, index) => [...(shown.has(index) ? part.guard : []), ...part.rest]),
  ];
  if (usesResolved(workflow)) lines.push('  resolved([resolved, ticket logged as closed])');
  lines.push(
    '  classDef last fill:#e8f5e9,stroke:#2e7d32',
    '  classDef guide fill:#e3f2fd,stroke:#1565c0',
    '  classDef ask fill:#fff8e1,stroke:#f9a825',
  );
  for (const kind of ['guide', 'ask'] as const) {
    const ids = nodes.flatMap((node, index) => (node.kind === kind ? [name(index)] : []));
    if (ids.length > 0) lines.push(`  class ${ids.join(',')} ${kind}`);
  }
  const ends = nodes.flatMap((node, index) => (node.kind === 'end' ? [name(index)] : []));
  lines.push(`  class ${[...ends, ...(usesResolved(workflow) ? ['resolved'] : [])].join(',')} last`);
  return `${lines.join('\n')}\n`;
}

/** Diamonds that some arrow leads to; those of steps inside a block are passed by. */
function shownDiamonds(lines: readonly string[], guards: readonly (readonly string[])[]): ReadonlySet<number> {
  const shown = new Set<number>();
  const visit = (line: string): void => {
    const target = /--> c(\d+)$/.exec(line)?.[1];
    if (target === undefined || shown.has(Number(target))) return;
    shown.add(Number(target));
    for (const next of guards[Number(target)] ?? []) visit(next);
  };
  for (const line of lines) visit(line);
  return shown;
}

const name = (index: number) => `s${index}`;

function entry(workflow: Workflow, index: number): string {
  const node = workflow.program.nodes[index];
  return node === undefined ? 'done' : node.guards.length > 0 ? `c${index}` : name(index);
}

/** A step behind a condition has a diamond in front of it. Neighbours with the same condition share it. */
function guardLines(workflow: Workflow, node: ProgramNode, index: number): string[] {
  if (node.guards.length === 0) return [];
  const text = node.guards.map(describeCondition).join(' and ');
  return [
    `  c${index}{${quote(`${text}?`)}}`,
    `  c${index} -- yes --> ${name(index)}`,
    `  c${index} -- no --> ${skipTo(workflow, index)}`,
  ];
}

/** The next step that does not need the same condition. */
function skipTo(workflow: Workflow, index: number): string {
  const { nodes } = workflow.program;
  const own = JSON.stringify(nodes[index]?.guards);
  let next = index + 1;
  while (next < nodes.length && JSON.stringify(nodes[next]?.guards) === own) next += 1;
  return entry(workflow, next);
}

/** After a step of the same block its condition is known to hold. */
function follow(workflow: Workflow, index: number): string {
  const { nodes } = workflow.program;
  const [here, next] = [nodes[index], nodes[index + 1]];
  const same =
    here !== undefined &&
    next !== undefined &&
    here.guards.length > 0 &&
    JSON.stringify(here.guards) === JSON.stringify(next.guards);
  return same ? name(index + 1) : entry(workflow, index + 1);
}

function edges(workflow: Workflow, node: ProgramNode, index: number): string[] {
  const to = (label: string | undefined) => {
    const target = label === undefined ? undefined : workflow.program.labels.get(label);
    return target === undefined ? follow(workflow, index) : entry(workflow, target);
  };
  switch (node.kind) {
    case 'end':
    case 'switch':
      return [];
    case 'goto':
      return [`  ${name(index)} --> ${to(node.target)}`];
    case 'guide': {
      if (node.step.goal === 'do') return [`  ${name(index)} -- done --> ${to(node.step.worked)}`];
      const worked = node.step.worked === undefined ? 'resolved' : to(node.step.worked);
      return [
        `  ${name(index)} -- worked --> ${worked}`,
        `  ${name(index)} -- still broken --> ${to(node.step.failed)}`,
      ];
    }
    default:
      return [`  ${name(index)} --> ${to(undefined)}`];
  }
}

function shape(node: ProgramNode): string {
  switch (node.kind) {
    case 'ask':
      return `[/${quote(`ask: ${node.step.ask}`)}/]`;
    case 'say':
      return `[${quote(node.text)}]`;
    case 'guide':
      return `[${quote(node.step.guide)}]`;
    case 'confirm':
      return `[/${quote(`confirm: ${node.step.confirm.join(', ')}`)}/]`;
    case 'verify':
      return '{{verify identity by e-mail code}}';
    case 'offer':
      return '[/offer a person/]';
    case 'goto':
      return '((·))';
    case 'switch':
      return `([${quote(`goes on as ${node.step.switch}`)}])`;
    case 'end':
      return `([${quote([node.step.end, node.step.priority, node.step.team].filter((part) => part !== undefined).join(', '))}])`;
  }
}

function quote(text: string): string {
  const plain = text
    .replace(/\s+/g, ' ')
    .replace(/"/g, "'")
    .replace(/[{}[\]<>|`]/g, '');
  return `"${plain.length > 90 ? `${plain.slice(0, 87)}…` : plain}"`;
}

/** A condition in words. */
export function describeCondition(condition: Condition): string {
  if (isList(condition, 'all')) return condition.all.map(describeCondition).join(' and ');
  if (isList(condition, 'any')) return `(${condition.any.map(describeCondition).join(' or ')})`;
  if (isNot(condition)) return `not ${describeCondition(condition.not)}`;
  return Object.entries(condition as Record<string, Test>)
    .map(([slot, test]) => `${slot} ${describeTest(test)}`)
    .join(' and ');
}

function describeTest(test: Test): string {
  if (typeof test !== 'object') return `is ${String(test)}`;
  if ('known' in test) return test.known ? 'is known' : 'is not known';
  if ('is' in test) return `is ${String(test.is)}`;
  if ('not' in test) return `is not ${String(test.not)}`;
  if ('in' in test) return `is ${test.in.join(' or ')}`;
  if ('not_in' in test) return `is none of ${test.not_in.join(', ')}`;
  if ('within_days' in test) return test.within_days === 0 ? 'is today' : `is within ${test.within_days} days`;
  if ('gt' in test) return `above ${test.gt}`;
  if ('gte' in test) return `at least ${test.gte}`;
  return 'lt' in test ? `below ${test.lt}` : `at most ${test.lte}`;
}

function usesResolved(workflow: Workflow): boolean {
  return workflow.program.nodes.some(
    (node) => node.kind === 'guide' && node.step.goal === 'fix' && node.step.worked === undefined,
  );
}
