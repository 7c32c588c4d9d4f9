import { readFileSync } from 'node:fs';
import { createDetector } from '@acebuddy/detection';
import { bundledWorkflowsFolder, createEngine, loadWorkflows } from '@acebuddy/workflows';
import { parseScripts, runScript } from '@acebuddy/workflows/testing';

/**
 * Replays the conversations of a file (the format of `tests/conversations`) with the real engine and the real detector.
 * Prints what was said and every difference; true when there was none.
 */
export function replay(file: string, print: (line: string) => void): boolean {
  const workflows = loadWorkflows([bundledWorkflowsFolder]);
  const engine = createEngine(workflows);
  const detector = createDetector({
    workflows: workflows.map(({ definition: { id, name, examples } }) => ({ id, name, examples })),
  });
  const { workflow, scripts } = parseScripts(readFileSync(file, 'utf8'));
  let failed = 0;
  for (const script of scripts) {
    const { transcript, differences } = runScript(script, {
      engine,
      workflow,
      understand: (text) => detector.detect(text),
    });
    print(`\n${differences.length === 0 ? 'ok' : 'DIFFERENT'}  ${script.name}`);
    if (differences.length === 0) continue;
    failed += 1;
    for (const line of transcript.split('\n')) print(`    ${line}`);
    for (const difference of differences) print(`  ! ${difference}`);
  }
  print(`\n${scripts.length - failed} of ${scripts.length} conversations went as written`);
  return failed === 0;
}
