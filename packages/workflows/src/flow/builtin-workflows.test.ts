import { describe, expect, it } from 'vitest';
import { readBuiltinWorkflows } from '../definition/load-workflows.ts';
import { describeProblem } from '../definition/workflow-problem.ts';
import { builtinWorkflows } from './builtin-workflows.ts';

const byId = new Map(builtinWorkflows.map((workflow) => [workflow.definition.id, workflow]));
const emergencies = ['security_incident', 'data_loss', 'office_down', 'leaver_signed_on', 'physical_danger'];

describe('the workflows that the engine brings itself', () => {
  it('pass the checker of the thirteen', () => {
    expect(readBuiltinWorkflows().problems.map(describeProblem)).toEqual([]);
  });

  it.each(emergencies)('hold one for the urgent matter %s', (kind) => {
    expect(byId.get(kind)?.definition).toMatchObject({ priority: 'High', verification: 'none' });
    expect(byId.get(kind)?.definition.ticket.tags).toContain('emergency');
  });

  it.each(emergencies)('ask nothing before the ticket of %s, and give first aid in three lines', (kind) => {
    const nodes = byId.get(kind)?.program.nodes ?? [];
    expect(nodes.map((node) => node.kind)).toEqual(['say', 'end']);
    const aid = nodes.flatMap((node) => (node.kind === 'say' ? node.text.split('\n').slice(1) : []));
    expect(aid.length).toBeGreaterThan(0);
    expect(aid.length).toBeLessThanOrEqual(3);
  });
});
