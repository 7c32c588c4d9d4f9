import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '@acebuddy/service-kit/environment';
import { parse } from 'yaml';
import { z } from 'zod';
import { bundledWorkflows } from './bundled-workflows.ts';
import type { DetectableWorkflow } from './detector.ts';

const definitionSchema = z.object({ id: z.string(), name: z.string(), examples: z.array(z.string()).default([]) });

/**
 * The bundled workflows and those of an operator's folder, which count as the product counts them: one of the same id takes
 * the bundled one's place.
 *
 * @throws ConfigError that names the file which is no workflow
 */
export function workflowsWith(folder: string | null): DetectableWorkflow[] {
  const workflows = new Map(bundledWorkflows().map((workflow) => [workflow.id, workflow]));
  for (const file of folder === null ? [] : yamlFiles(folder)) {
    const workflow = readDefinition(file);
    workflows.set(workflow.id, workflow);
  }
  return [...workflows.values()];
}

function yamlFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    throw new ConfigError([`WORKFLOWS_DIR: ${folder} is no folder that can be read`], 'PATH_UNUSABLE');
  }
}

function readDefinition(file: string): DetectableWorkflow {
  try {
    return definitionSchema.parse(parse(readFileSync(file, 'utf8')));
  } catch {
    throw new ConfigError(
      [`WORKFLOWS_DIR: ${file} is no workflow; pnpm workflows:check says what is wrong with it`],
      'WORKFLOWS_INVALID',
    );
  }
}
