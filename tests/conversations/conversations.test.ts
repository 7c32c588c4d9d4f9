import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledWorkflowsFolder, loadWorkflows } from '@acebuddy/workflows';
import { createTestEngine, parseScripts, runScript } from '@acebuddy/workflows/testing';
import { describe, expect, it } from 'vitest';

const folder = import.meta.dirname;
const workflows = loadWorkflows([bundledWorkflowsFolder]);
const engine = createTestEngine(workflows);
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const scriptsOf = (file: string) => parseScripts(readFileSync(join(folder, file), 'utf8'));

describe.each(files)('%s', (file) => {
  const { workflow, scripts } = scriptsOf(file);

  it.each(scripts.map((script) => [script.name, script] as const))('%s', (_name, script) => {
    const result = runScript(script, { engine, workflow });
    expect(result.differences).toEqual([]);
    expect(result.transcript).toMatchSnapshot();
  });
});

describe('the conversation scripts', () => {
  it.each(workflows.map((workflow) => workflow.definition.id))('play %s at least ten times', (id) => {
    expect(scriptsOf(`${id}.yaml`).scripts.length).toBeGreaterThanOrEqual(10);
  });
});
