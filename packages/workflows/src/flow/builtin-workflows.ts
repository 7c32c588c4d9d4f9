import { fingerprint, type Workflow } from '../definition/program.ts';
import { parseInAllLanguages } from '../definition/translations.ts';
import { builtinSource, builtinTexts } from './builtin-file.ts';

/**
 * Requests that no workflow file covers still become runs with exactly one ticket. They are written in the same
 * language as the files; a file with the same id takes their place.
 */
function build(id: string): Workflow {
  const source = builtinSource(`${id}.yaml`);
  const { workflow, problems } = parseInAllLanguages(`${id}.yaml`, source, builtinTexts);
  if (workflow === null) throw new Error(`the workflow ${id} cannot be read: ${problems[0]?.message}`);
  return { ...workflow, file: null, version: fingerprint(JSON.stringify(workflow.definition)) };
}

export const supportWorkflow: Workflow = build('support_request');
export const billingWorkflow: Workflow = build('billing_request');
/** Emergencies by the name of their matter: logged in the very turn in which they are told. */
const emergencies = ['security_incident', 'data_loss', 'office_down', 'leaver_signed_on', 'physical_danger'] as const;

export const builtinWorkflows: readonly Workflow[] = [supportWorkflow, billingWorkflow, ...emergencies.map(build)];
