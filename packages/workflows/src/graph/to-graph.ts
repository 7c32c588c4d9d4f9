import type { ProgramNode, Workflow } from '../definition/program.ts';
import { describeCondition } from './describe-condition.ts';

export type GraphNodeKind = 'start' | 'condition' | ProgramNode['kind'] | 'resolved';

export interface GraphNode {
  /** `start`, `s3` (a step, by its place in the file), `c3` (what has to hold for it), `resolved`. */
  readonly id: string;
  readonly kind: GraphNodeKind;
  /** Words of the step, the condition, or the name of what it does. */
  readonly text: string;
  /** Of a step: its name in states and ways; null for others. */
  readonly key: string | null;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** `yes`, `no`, `worked`, `still broken`, `done`; null: the only way on. */
  readonly label: string | null;
}

/** A workflow's steps as a flow chart: questions, guidance, checks, ends, and the conditions between them. */
export interface WorkflowGraph {
  /** From the top of the file down, each condition before its step. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export function toGraph(workflow: Workflow): WorkflowGraph {
  const { nodes } = workflow.program;
  const start: GraphEdge = { from: 'start', to: entry(workflow, 0), label: null };
  const own = nodes.map((node, index) => ({
    node: { id: name(index), kind: node.kind, text: textOf(node), key: node.key } satisfies GraphNode,
    guard: guardOf(workflow, node, index),
    edges: edgesOf(workflow, node, index),
  }));
  const shown = shownConditions(
    [start, ...own.flatMap((part) => part.edges)],
    own.map(({ guard }) => guard?.edges ?? []),
  );
  const parts = own.map((part, index) => ({ ...part, guard: shown.has(index) ? part.guard : null }));
  return {
    nodes: [
      { id: 'start', kind: 'start', text: workflow.definition.name, key: null },
      ...parts.flatMap(({ guard, node }) => (guard === null ? [node] : [guard.node, node])),
      ...(usesResolved(workflow)
        ? [{ id: 'resolved', kind: 'resolved', text: 'resolved, ticket logged as closed', key: null } as const]
        : []),
    ],
    edges: [start, ...parts.flatMap(({ guard, edges }) => [...(guard?.edges ?? []), ...edges])],
  };
}

/** Conditions that some arrow leads to; those of steps inside a block are passed by. */
function shownConditions(edges: readonly GraphEdge[], guards: readonly (readonly GraphEdge[])[]): ReadonlySet<number> {
  const shown = new Set<number>();
  const visit = ({ to }: GraphEdge): void => {
    const target = /^c(\d+)$/.exec(to)?.[1];
    if (target === undefined || shown.has(Number(target))) return;
    shown.add(Number(target));
    for (const next of guards[Number(target)] ?? []) visit(next);
  };
  for (const edge of edges) visit(edge);
  return shown;
}

const name = (index: number) => `s${index}`;

function entry(workflow: Workflow, index: number): string {
  const node = workflow.program.nodes[index];
  return node === undefined ? 'done' : node.guards.length > 0 ? `c${index}` : name(index);
}

/** A step behind a condition has a diamond in front of it. Neighbours with the same condition share it. */
function guardOf(workflow: Workflow, node: ProgramNode, index: number) {
  if (node.guards.length === 0) return null;
  const id = `c${index}`;
  const text = `${node.guards.map(describeCondition).join(' and ')}?`;
  return {
    node: { id, kind: 'condition', text, key: null } satisfies GraphNode,
    edges: [
      { from: id, to: name(index), label: 'yes' },
      { from: id, to: skipTo(workflow, index), label: 'no' },
    ] satisfies GraphEdge[],
  };
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

function edgesOf(workflow: Workflow, node: ProgramNode, index: number): GraphEdge[] {
  const from = name(index);
  const to = (label: string | undefined) => {
    const target = label === undefined ? undefined : workflow.program.labels.get(label);
    return target === undefined ? follow(workflow, index) : entry(workflow, target);
  };
  switch (node.kind) {
    case 'end':
    case 'switch':
      return [];
    case 'goto':
      return [{ from, to: to(node.target), label: null }];
    case 'guide': {
      if (node.step.goal === 'do') return [{ from, to: to(node.step.worked), label: 'done' }];
      const worked = node.step.worked === undefined ? 'resolved' : to(node.step.worked);
      return [
        { from, to: worked, label: 'worked' },
        { from, to: to(node.step.failed), label: 'still broken' },
      ];
    }
    default:
      return [{ from, to: to(undefined), label: null }];
  }
}

function textOf(node: ProgramNode): string {
  switch (node.kind) {
    case 'ask':
      return `ask: ${node.step.ask}`;
    case 'say':
      return node.text;
    case 'guide':
      return node.step.guide;
    case 'confirm':
      return `confirm: ${node.step.confirm.join(', ')}`;
    case 'verify':
      return 'verify identity by e-mail code';
    case 'offer':
      return 'offer a person';
    case 'goto':
      return '·';
    case 'switch':
      return `goes on as ${node.step.switch}`;
    case 'end':
      return [node.step.end, node.step.priority, node.step.team].filter((part) => part !== undefined).join(', ');
  }
}

function usesResolved(workflow: Workflow): boolean {
  return workflow.program.nodes.some(
    (node) => node.kind === 'guide' && node.step.goal === 'fix' && node.step.worked === undefined,
  );
}
