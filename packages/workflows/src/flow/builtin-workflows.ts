import { fingerprint, toProgram, type Workflow } from '../definition/program.ts';
import { workflowSchema } from '../definition/workflow-schema.ts';

/**
 * Requests that no workflow file covers still become runs with exactly one ticket. They are written in the same
 * language as the files; a file with the same id takes their place.
 */
const support = {
  id: 'support_request',
  name: 'Support Request',
  summary: 'Anything that none of the other topics covers.',
  button: 'Another request',
  priority: 'Medium',
  team: 'support',
  expected: 'one business day',
  impact: { closure: 0, minutes_saved: 0 },
  opening: ['I will get this to the right person.'],
  slots: {},
  steps: [{ ask: 'details' }, { end: 'ticket' }],
  ticket: { action: 'Read the request and contact the customer.' },
  ticket_when_abandoned: ['details'],
  examples: ['something else'],
};

const billing = {
  ...support,
  id: 'billing_request',
  name: 'Billing or Sales',
  summary: 'Invoices, payments, contracts, licences and prices.',
  button: 'Billing or sales',
  team: 'billing',
  opening: ["That is one for our billing and sales team. I'll pass you to billing."],
  ticket: { action: 'Answer the billing or sales question.', tags: ['billing'] },
  examples: ['question about my invoice'],
};

function build(value: unknown): Workflow {
  const definition = workflowSchema.parse(value);
  return { definition, program: toProgram(definition.steps), file: null, version: fingerprint(JSON.stringify(value)) };
}

export const supportWorkflow: Workflow = build(support);
export const billingWorkflow: Workflow = build(billing);
export const builtinWorkflows: readonly Workflow[] = [supportWorkflow, billingWorkflow];
