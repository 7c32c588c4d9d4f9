import { basename, resolve } from 'node:path';
import {
  AppError,
  type WorkflowReport,
  type WorkflowsReport,
  type workflowReportInputSchema,
  type workflowsReportInputSchema,
} from '@acebuddy/contracts';
import type { BusinessHours } from '@acebuddy/metrics';
import { edgeName, toGraph, trafficOf, type Workflow } from '@acebuddy/workflows';
import type { z } from 'zod';
import type { DayCounts } from '../day-counts.ts';
import { daysOf } from '../report.ts';
import { countEnds, isForPerson, isLeft } from './count-ends.ts';
import { countGuides, countQuestions } from './count-steps.ts';
import { type TakenWays, takenWays } from './taken-ways.ts';

export interface WorkflowReportDeps {
  readonly countDays: DayCounts;
  readonly workflows: readonly Workflow[];
  readonly hours: BusinessHours;
  readonly now: () => Date;
  /** Of the workflows that come with the product. */
  readonly bundledFolder: string;
}

type Days = z.output<typeof workflowsReportInputSchema>;

/**
 * Every workflow with how its runs ended.
 *
 * @throws AppError `UNPROCESSABLE` when the days are in the wrong order, or too many.
 */
export async function workflowsReport(deps: WorkflowReportDeps, input: Days): Promise<WorkflowsReport> {
  const { ways, ...days } = await waysOf(deps, input);
  const items = deps.workflows.map((workflow) => {
    const own = ways.get(workflow.definition.id) ?? [];
    const [worst] = countQuestions(workflow, toGraph(workflow), own);
    return {
      workflow: workflow.definition.id,
      name: workflow.definition.name,
      ...countEnds(own),
      worst: worst === undefined || worst.runsAgain === 0 ? null : worst,
    };
  });
  return { ...days, items };
}

/**
 * One workflow: its graph with how many took each way and where they left, its questions, guides and languages.
 *
 * @throws AppError `NOT_FOUND`, and as `workflowsReport`.
 */
export async function workflowReport(
  deps: WorkflowReportDeps,
  input: z.output<typeof workflowReportInputSchema>,
): Promise<WorkflowReport> {
  const workflow = deps.workflows.find(({ definition }) => definition.id === input.workflow);
  if (workflow === undefined) throw new AppError('NOT_FOUND', `There is no workflow "${input.workflow}".`);
  const { ways, ...days } = await waysOf(deps, input);
  const own = ways.get(input.workflow) ?? [];
  const known = own.flatMap(({ steps, ...way }) => (steps === null ? [] : [{ ...way, steps }]));
  const graph = toGraph(workflow);
  const traffic = trafficOf(graph, known);
  const stoodAt = (ended: readonly TakenWays[]) => {
    const at = new Map<string, number>();
    for (const { steps, runs } of ended) {
      const last = steps?.findLast(({ key }) => graph.nodes.some((node) => node.key === key));
      const id = graph.nodes.find(({ key }) => key !== null && key === last?.key)?.id;
      if (id !== undefined) at.set(id, (at.get(id) ?? 0) + runs);
    }
    return at;
  };
  const [left, toPerson] = [stoodAt(own.filter(isLeft)), stoodAt(own.filter(isForPerson))];
  const ends = countEnds(own);
  return {
    ...days,
    workflow: input.workflow,
    name: workflow.definition.name,
    summary: workflow.definition.summary,
    file: {
      path: pathOf(workflow, deps.bundledFolder),
      version: workflow.version,
      languages: [workflow.language, ...(workflow.translations?.keys() ?? [])],
    },
    ...ends,
    withoutWay: ends.runs - countEnds(known).runs,
    otherFile: traffic.otherFile,
    nodes: graph.nodes.map(({ id, kind, text }) => ({
      id,
      kind,
      text,
      runs: traffic.nodes.get(id) ?? 0,
      left: left.get(id) ?? 0,
      toPerson: toPerson.get(id) ?? 0,
    })),
    edges: graph.edges.map((edge) => ({ ...edge, runs: traffic.edges.get(edgeName(edge)) ?? 0 })),
    questions: countQuestions(workflow, graph, known),
    guides: countGuides(graph, known),
    byLanguage: [...Map.groupBy(own, ({ language }) => language)]
      .map(([language, spoken]) => ({ language, ...countEnds(spoken) }))
      .toSorted((one, other) => other.runs - one.runs),
  };
}

async function waysOf({ countDays, hours, now }: WorkflowReportDeps, input: Days) {
  const zone = input.tz ?? hours.timeZone;
  const { from, to } = daysOf(input, zone, now());
  return { from, to, zone, ways: takenWays((await countDays({ from, to, zone })).values()) };
}

/** As an operator knows it: no path of this machine. */
function pathOf({ file, definition }: Workflow, bundledFolder: string): string {
  const name = basename(file ?? `${definition.id}.yaml`);
  return file === null || resolve(file).startsWith(bundledFolder)
    ? `packages/workflows/definitions/${name}`
    : `WORKFLOWS_DIR/${name}`;
}
