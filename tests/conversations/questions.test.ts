import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledWorkflowsFolder, loadWorkflows } from '@acebuddy/workflows';
import { createTestEngine, parseScripts, runScript } from '@acebuddy/workflows/testing';
import { expect, it } from 'vitest';

const engine = createTestEngine(loadWorkflows([bundledWorkflowsFolder]));
const { scripts } = parseScripts(readFileSync(join(import.meta.dirname, 'paths', 'questions.yaml'), 'utf8'));

it.each(scripts.map((script) => [script.name, script] as const))('%s', (_name, script) => {
  expect(runScript(script, { engine }).differences).toEqual([]);
});
