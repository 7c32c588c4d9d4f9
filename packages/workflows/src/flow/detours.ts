import { type Program, toProgram } from '../definition/program.ts';
import type { Run } from '../state/state-schema.ts';
import { supportWorkflow } from './builtin-workflows.ts';

const callAction = 'Call the customer back on {{phone}} at the agreed time: {{callback_time}}.';

/** Step lists that take the place of a workflow's own when the customer chose a way to a person. */
const detours: Readonly<Record<'callback' | 'ticket' | 'add', Program>> = {
  callback: toProgram([
    { ask: 'phone' },
    { ask: 'callback_time' },
    {
      end: 'ticket',
      tags: ['callback'],
      notes: [],
      action: callAction,
    },
  ]),
  ticket: toProgram([
    { ask: 'details', when: { details: { known: false } } },
    { end: 'ticket', tags: [], notes: [], action: 'Contact the customer: the chat could not solve this.' },
  ]),
  add: toProgram([{ verify: 'identity' }, { ask: 'details' }, { end: 'ticket', tags: [], notes: [] }]),
};

/** A call about nothing that was named yet: who calls must know what it is about. */
const firstCall = toProgram([
  { ask: 'details' },
  { ask: 'phone' },
  { ask: 'callback_time' },
  { end: 'ticket', tags: ['callback'], notes: [], action: callAction },
]);

export function programOf(own: Program, run: Run): Program {
  if (run.detour === null) return own;
  const isNameless = !run.ticketed && run.workflow === supportWorkflow.definition.id && run.firstText.length < 12;
  return run.detour === 'callback' && isNameless ? firstCall : detours[run.detour];
}
