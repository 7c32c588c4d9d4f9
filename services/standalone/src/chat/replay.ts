import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadAllWorkflows, topicOf } from '@acebuddy/conversation';
import { createDetector } from '@acebuddy/detection';
import { ConfigError, type Environment } from '@acebuddy/service-kit';
import { createTestEngine, parseScripts, runScript } from '@acebuddy/workflows/testing';

/**
 * Replays the conversations of a file (the format of `tests/conversations`) with the real engine and the real detector.
 * Prints what was said and every difference; true when there was none.
 */
export function replay(file: string, print: (line: string) => void, env: Environment = {}): boolean {
  const own = env.WORKFLOWS_DIR?.trim() ?? '';
  const workflows = loadAllWorkflows(own === '' ? null : own);
  const engine = createTestEngine(workflows);
  const detector = createDetector({
    workflows: workflows.map(({ definition: { id, name, examples } }) => ({ id, name, examples })),
  });
  const { workflow, scripts } = parseScripts(readScript(resolve(env.INIT_CWD ?? '.', file)));
  let failed = 0;
  for (const script of scripts) {
    const { transcript, differences } = runScript(script, {
      engine,
      workflow,
      understand: (text) => topicOf(detector, text),
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

function readScript(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new ConfigError([`--script: ${path} cannot be read`], 'PATH_UNUSABLE');
  }
}
