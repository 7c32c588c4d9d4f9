import type { Workflow } from '../definition/program.ts';
import { type GraphEdge, type GraphNode, toGraph } from './to-graph.ts';

/** Draws a workflow's steps as a flow chart: questions, guidance, checks, ends, and the conditions between them. */
export function toMermaid(workflow: Workflow): string {
  const { nodes, edges } = toGraph(workflow);
  const edgesFrom = Map.groupBy(edges, ({ from }) => from);
  const lines = ['flowchart TD'];
  for (const node of nodes) {
    const own = edgesFrom.get(node.id) ?? [];
    if (node.kind === 'start') lines.push(`  start${shape(node)} --> ${own[0]?.to ?? 'done'}`);
    else lines.push(`  ${node.id}${shape(node)}`, ...own.map(line));
  }
  lines.push(
    '  classDef last fill:#e8f5e9,stroke:#2e7d32',
    '  classDef guide fill:#e3f2fd,stroke:#1565c0',
    '  classDef ask fill:#fff8e1,stroke:#f9a825',
  );
  const ids = (...kinds: readonly GraphNode['kind'][]) =>
    nodes.flatMap(({ id, kind }) => (kinds.includes(kind) ? [id] : [])).join(',');
  for (const kind of ['guide', 'ask'] as const) if (ids(kind) !== '') lines.push(`  class ${ids(kind)} ${kind}`);
  lines.push(`  class ${ids('end', 'resolved')} last`);
  return `${lines.join('\n')}\n`;
}

function line({ from, to, label }: GraphEdge): string {
  return label === null ? `  ${from} --> ${to}` : `  ${from} -- ${label} --> ${to}`;
}

function shape({ kind, text }: GraphNode): string {
  switch (kind) {
    case 'condition':
      return `{${quote(text)}}`;
    case 'ask':
    case 'confirm':
      return `[/${quote(text)}/]`;
    case 'say':
    case 'guide':
      return `[${quote(text)}]`;
    case 'verify':
      return `{{${text}}}`;
    case 'offer':
      return `[/${text}/]`;
    case 'goto':
      return `((${text}))`;
    case 'resolved':
      return `([${text}])`;
    case 'start':
    case 'switch':
    case 'end':
      return `([${quote(text)}])`;
  }
}

function quote(text: string): string {
  const plain = text
    .replace(/\s+/g, ' ')
    .replace(/"/g, "'")
    .replace(/[{}[\]<>|`]/g, '');
  return `"${plain.length > 90 ? `${plain.slice(0, 87)}…` : plain}"`;
}
