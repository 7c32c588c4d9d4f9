import { createActReader, createChoiceReader, createMatterReader } from '@acebuddy/detection';
import type { Workflow } from '../definition/program.ts';
import { createEngine, type EngineParts } from '../engine.ts';
import type { Engine } from '../engine-types.ts';

let parts: EngineParts | null = null;

/** The engine with the bundled reader of acts, which is loaded once. */
export function createTestEngine(workflows: readonly Workflow[]): Engine {
  return createEngine(workflows, testParts());
}

/** The bundled readers, which are loaded once. */
export function testParts(): EngineParts {
  parts ??= { reader: createActReader(), matters: createMatterReader().read, choices: createChoiceReader().read };
  return parts;
}
