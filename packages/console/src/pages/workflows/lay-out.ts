import { Graph, layout } from '@dagrejs/dagre';
import type { WorkflowReport } from '../../api/types.ts';
import { wrapped } from './wrapped.ts';

export const lineHeight = 15;
const charWidth = 6.6;
const [padX, padY] = [12, 9];
/** Characters of a line, and lines of a box. */
const [charsMax, linesMax] = [30, 3];

type Node = WorkflowReport['nodes'][number];
type Edge = WorkflowReport['edges'][number];

export interface Box extends Node {
  readonly lines: readonly string[];
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Arrow extends Edge {
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface Picture {
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  readonly width: number;
  readonly height: number;
}

/** Where everything of the diagram stands, from the top down, in pixels. */
export function layOut({ nodes, edges }: Pick<WorkflowReport, 'nodes' | 'edges'>): Picture {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 28, ranksep: 44, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  const sized = nodes.map((node) => {
    const lines = wrapped(node.text, charsMax, linesMax);
    const longest = Math.max(...lines.map(({ length }) => length), 8);
    return {
      ...node,
      lines,
      width: longest * charWidth + 2 * padX,
      height: (lines.length + 1) * lineHeight + 2 * padY,
    };
  });
  for (const { id, width, height } of sized) graph.setNode(id, { width, height });
  const drawn = edges.filter(({ from, to }) => graph.hasNode(from) && graph.hasNode(to));
  for (const [at, { from, to }] of drawn.entries())
    graph.setEdge(from, to, { width: 70, height: lineHeight, labelpos: 'c' }, String(at));
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    boxes: sized.map((node) => {
      const { x, y } = graph.node(node.id);
      return { ...node, x: x ?? 0, y: y ?? 0 };
    }),
    arrows: drawn.map((edge, at) => ({ ...edge, points: graph.edge(edge.from, edge.to, String(at)).points ?? [] })),
  };
}
