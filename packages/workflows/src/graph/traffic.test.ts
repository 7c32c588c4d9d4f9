import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundledWorkflowsFolder, loadWorkflows } from '../definition/load-workflows.ts';
import type { Workflow } from '../definition/program.ts';
import { stateSchema } from '../state/state-schema.ts';
import { createTestEngine, parseScripts, runScript } from '../testing/index.ts';
import { toGraph, type WorkflowGraph } from './to-graph.ts';
import { edgeName, type TakenWay, trafficOf } from './traffic.ts';

const workflows = loadWorkflows([bundledWorkflowsFolder]);
const byId = new Map(workflows.map((workflow) => [workflow.definition.id, workflow]));
const graphOf = (id: string) => toGraph(byId.get(id) as Workflow);
const wayOf = (text: string, runs = 1): TakenWay => ({
  runs,
  steps: text.split(' ').map((part) => ({ key: part.split('=')[0] ?? '', outcome: part.split('=')[1] ?? null })),
});

/** Every edge that was counted begins at a node that was, and no run stands anywhere without having come there. */
function isConnected({ edges }: WorkflowGraph, traffic: ReturnType<typeof trafficOf>): boolean {
  return [...traffic.nodes.keys()].every(
    (id) => id === 'start' || edges.some((edge) => edge.to === id && traffic.edges.has(edgeName(edge))),
  );
}

test('conditions between two steps are drawn as they were passed', () => {
  const graph = graphOf('disk_upgrade');
  const keyOf = (id: string) => graph.nodes.find((node) => node.id === id)?.key ?? '';
  const traffic = trafficOf(graph, [
    wayOf(`${keyOf('s2')} ${keyOf('s7')}`, 3),
    wayOf(`${keyOf('s2')} ${keyOf('s3')}=worked`, 2),
    wayOf(`${keyOf('s0')} ${keyOf('s1')}`),
    wayOf(`${keyOf('s2')} ask:of_another_file`),
  ]);
  expect(Object.fromEntries(traffic.nodes)).toMatchObject({
    start: 7,
    c0: 7,
    s0: 1,
    s1: 1,
    s2: 6,
    s3: 2,
    s7: 3,
    resolved: 2,
  });
  expect(Object.fromEntries(traffic.edges)).toMatchObject({
    'c0>s0': 1,
    'c0>s2': 6,
    's3>resolved': 2,
    'c3>s3': 2,
    'c3>c4': 3,
    'c6>s7': 3,
  });
  expect(traffic.otherFile).toBe(1);
  expect(isConnected(graph, traffic)).toBe(true);
});

const scripts = join(import.meta.dirname, '../../../../tests/conversations');

test.each(readdirSync(scripts).filter((file) => byId.has(file.replace('.yaml', ''))))(
  '%s: the way of every chat is one through the graph',
  (file) => {
    const engine = createTestEngine(workflows);
    const { scripts: all, workflow } = parseScripts(readFileSync(join(scripts, file), 'utf8'));
    let ways = 0;
    for (const script of all.slice(0, 2)) {
      const { run, stack } = stateSchema.parse(runScript(script, { engine, workflow }).state);
      for (const { way, workflow: id, done } of run === null ? stack : [...stack, run]) {
        if (way === undefined || !byId.has(id)) continue;
        ways += 1;
        const graph = graphOf(id);
        const keys = way.split(' ');
        const steps = keys.map((key) => ({ key, outcome: outcomeOf(done[key]) }));
        const traffic = trafficOf(graph, [{ steps, runs: 1 }]);
        expect([script.name, way, isConnected(graph, traffic)]).toEqual([script.name, way, true]);
      }
    }
    expect(ways).toBeGreaterThan(0);
  },
);

const outcomeOf = (done: string | undefined) =>
  done !== undefined && ['worked', 'failed', 'cannot', 'refused', 'before'].includes(done) ? done : null;
