import { z } from 'zod';
import { type Program, toProgram, type Workflow } from '../definition/program.ts';
import { stepSchema } from '../definition/step-schema.ts';
import { keptByText } from '../language/kept.ts';
import type { Run } from '../state/state-schema.ts';
import { readBuiltin } from './builtin-file.ts';
import { supportWorkflow } from './builtin-workflows.ts';

/** Step lists that take the place of a workflow's own when the customer chose a way to a person. */
const detoursSchema = z.record(
  z.enum(['callback', 'first_call', 'ticket', 'add']),
  z.array(stepSchema).min(1).transform(toProgram),
);
const detoursIn = keptByText((language) => detoursSchema.parse(readBuiltin('detours.yaml', language)));

export function programOf({ program, language }: Workflow, run: Run): Program {
  if (run.detour === null) return program;
  const isNameless = !run.ticketed && run.workflow === supportWorkflow.definition.id && run.firstText.length < 12;
  const detours = detoursIn(language);
  return run.detour === 'callback' && isNameless ? detours.first_call : detours[run.detour];
}
