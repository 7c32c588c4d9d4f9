import type { Workflow } from '../definition/program.ts';
import { toMermaid } from './to-mermaid.ts';

/** One page per workflow: its facts and its picture. Generated; `pnpm workflows:graph` writes it. */
export function workflowPage(
  workflow: Workflow,
  source = `packages/workflows/definitions/${workflow.definition.id}.yaml`,
): string {
  const { definition } = workflow;
  const slots = Object.entries(definition.slots).map(
    ([name, slot]) => `| \`${name}\` | ${slot.label} | ${slot.type} |`,
  );
  return [
    `# ${definition.name}`,
    '',
    `<!-- Generated from ${source} by \`pnpm workflows:graph\`. Edit that file instead. -->`,
    '',
    definition.summary,
    '',
    '| | |',
    '|---|---|',
    `| id | \`${definition.id}\` |`,
    `| priority | ${definition.priority} |`,
    `| team | ${definition.team} |`,
    `| expected resolution | ${definition.expected} |`,
    `| identity | ${definition.verification === 'code' ? 'one-time code before every ticket' : 'not needed'} |`,
    '',
    '```mermaid',
    toMermaid(workflow).trimEnd(),
    '```',
    '',
    '## Questions',
    '',
    '| slot | line on the ticket | type |',
    '|---|---|---|',
    ...slots,
    '',
    ...(definition.decisions.length === 0
      ? []
      : ['## Decisions', '', ...definition.decisions.map((decision) => `- ${decision}`), '']),
  ].join('\n');
}
