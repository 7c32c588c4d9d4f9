import type { Check } from './check-context.ts';
import { explore } from './explore.ts';

/** Every step can be reached, and every way through the steps ends. */
export function checkPaths(check: Check): void {
  const { nodes } = check.workflow.program;
  const { reached, open } = explore(check.workflow);
  for (const [index, node] of nodes.entries())
    if (!reached.has(index))
      check.report(node.path, 'no answers lead to this step', 'check the conditions above it, or remove it');
  if (open !== null)
    check.report(
      open.path,
      'after this step a way through the file runs out of steps',
      'finish it with "- end: ticket" (or resolved, escalated, awaiting_approval)',
    );
}
