import type { GraphEdge, WorkflowGraph } from './to-graph.ts';

/** A way through the steps that so many runs took. */
export interface TakenWay {
  /** Steps in order, by key, with what became of guidance. */
  readonly steps: readonly { readonly key: string; readonly outcome: string | null }[];
  readonly runs: number;
}

export interface Traffic {
  /** Runs that came by, by the ids of nodes and by `from>to`. */
  readonly nodes: ReadonlyMap<string, number>;
  readonly edges: ReadonlyMap<string, number>;
  /** Runs with a step that the file does not have any more: they are drawn as far as it has them. */
  readonly otherFile: number;
}

/** What is asked before an end where no step of the file does: who it is for, and whether she is. */
const beforeEnds = /^(?:contact:\w+|verify|end)$/;

export const edgeName = ({ from, to }: Pick<GraphEdge, 'from' | 'to'>) => `${from}>${to}`;

/** How many runs came by each node and edge. Conditions are in no way: they follow from the steps on both sides of them. */
export function trafficOf(graph: WorkflowGraph, ways: Iterable<TakenWay>): Traffic {
  const nodes = new Map<string, number>();
  const edges = new Map<string, number>();
  let otherFile = 0;
  const edgesFrom = Map.groupBy(graph.edges, ({ from }) => from);
  const idOfKey = new Map(graph.nodes.flatMap(({ id, key }) => (key === null ? [] : [[key, id] as const])));
  const add = (counts: Map<string, number>, name: string, runs: number) =>
    counts.set(name, (counts.get(name) ?? 0) + runs);

  for (const { steps, runs } of ways) {
    add(nodes, 'start', runs);
    const passed = new Set<string>(['start']);
    let here = 'start';
    const goTo = (target: string, label: string | null): void => {
      for (const edge of pathTo(edgesFrom, here, target, label)) {
        add(edges, edgeName(edge), runs);
        if (!passed.has(edge.to)) add(nodes, edge.to, runs);
        passed.add(edge.to);
      }
      here = target;
    };
    let label: string | null = null;
    for (const { key, outcome } of steps) {
      const id = idOfKey.get(key);
      if (id === undefined) {
        if (!beforeEnds.test(key)) otherFile += runs;
        break;
      }
      goTo(id, label);
      label = labelOf(outcome);
    }
    if (label === 'worked' && edgesFrom.get(here)?.some(({ to, label: on }) => to === 'resolved' && on === 'worked'))
      goTo('resolved', label);
  }
  return { nodes, edges, otherFile };
}

function labelOf(outcome: string | null): string | null {
  if (outcome === null) return null;
  return outcome === 'worked' ? 'worked' : 'still broken';
}

/** The edges from one step to the next one that was passed: through conditions only, and by the arrow of its outcome first. */
function pathTo(
  edgesFrom: ReadonlyMap<string, readonly GraphEdge[]>,
  from: string,
  target: string,
  label: string | null,
): readonly GraphEdge[] {
  const first = edgesFrom.get(from) ?? [];
  const preferred = first.toSorted((left, right) => Number(right.label === label) - Number(left.label === label));
  const queue = preferred.map((edge) => [edge]);
  const seen = new Set<string>();
  for (const path of queue) {
    const { to } = path.at(-1) as GraphEdge;
    if (to === target) return path;
    if (seen.has(to) || !to.startsWith('c')) continue;
    seen.add(to);
    for (const edge of edgesFrom.get(to) ?? []) queue.push([...path, edge]);
  }
  return [];
}
