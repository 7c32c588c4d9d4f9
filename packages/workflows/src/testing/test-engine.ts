import {
  createActReader,
  createChoiceReader,
  createDetector,
  createMatterReader,
  type Detector,
} from '@acebuddy/detection';
import { bundledWorkflowsFolder, loadWorkflows } from '../definition/load-workflows.ts';
import type { Workflow } from '../definition/program.ts';
import { createEngine, type EngineParts } from '../engine.ts';
import type { Engine, Understanding } from '../engine-types.ts';

let parts: EngineParts | null = null;
let detector: Detector | null = null;

/** The engine with the bundled reader of acts, which is loaded once. */
export function createTestEngine(workflows: readonly Workflow[]): Engine {
  return createEngine(workflows, testParts());
}

/** The bundled readers, which are loaded once; that of topics when it is first asked. */
export function testParts(): EngineParts {
  parts ??= {
    reader: createActReader(),
    matters: createMatterReader().read,
    choices: createChoiceReader().read,
    topics: readTopic,
  };
  return parts;
}

function readTopic(text: string): Understanding {
  detector ??= createDetector({
    workflows: loadWorkflows([bundledWorkflowsFolder]).map(({ definition: { id, name, examples } }) => ({
      id,
      name,
      examples,
    })),
  });
  return detector.detect(text);
}
