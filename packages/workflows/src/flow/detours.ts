import { type Program, toProgram } from '../definition/program.ts';
import type { Run } from '../state/state-schema.ts';

/** Step lists that take the place of a workflow's own when the customer chose a way to a person. */
const detours: Readonly<Record<'callback' | 'ticket' | 'add', Program>> = {
  callback: toProgram([
    { ask: 'phone' },
    { ask: 'callback_time' },
    {
      end: 'ticket',
      tags: ['callback'],
      notes: [],
      action: 'Call the customer back on {{phone}} at the agreed time: {{callback_time}}.',
    },
  ]),
  ticket: toProgram([
    { ask: 'details', when: { details: { known: false } } },
    { end: 'ticket', tags: [], notes: [], action: 'Contact the customer: the chat could not solve this.' },
  ]),
  add: toProgram([{ verify: 'identity' }, { ask: 'details' }, { end: 'ticket', tags: [], notes: [] }]),
};

export function programOf(own: Program, run: Run): Program {
  return run.detour === null ? own : detours[run.detour];
}
