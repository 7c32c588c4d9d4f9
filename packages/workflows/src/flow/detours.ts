import { z } from 'zod';
import { type Program, toProgram } from '../definition/program.ts';
import { stepSchema } from '../definition/step-schema.ts';
import type { Run } from '../state/state-schema.ts';
import { readBuiltin } from './builtin-file.ts';
import { supportWorkflow } from './builtin-workflows.ts';

/** Step lists that take the place of a workflow's own when the customer chose a way to a person. */
const detours: Readonly<Record<'callback' | 'first_call' | 'ticket' | 'add', Program>> = z
  .record(z.enum(['callback', 'first_call', 'ticket', 'add']), z.array(stepSchema).min(1).transform(toProgram))
  .parse(readBuiltin('detours.yaml'));

export function programOf(own: Program, run: Run): Program {
  if (run.detour === null) return own;
  const isNameless = !run.ticketed && run.workflow === supportWorkflow.definition.id && run.firstText.length < 12;
  return run.detour === 'callback' && isNameless ? detours.first_call : detours[run.detour];
}
