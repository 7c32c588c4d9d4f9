import type { OpenQuestion, QuestionKind } from '@acebuddy/detection';
import type { SlotDefinition } from '../definition/slot-schema.ts';
import { fill } from '../flow/templates.ts';
import { activeRun, slotOf, type Turn, workflowOf } from '../flow/turn.ts';
import type { Stop } from '../flow/walk.ts';
import { frameOf } from '../frames/frames.ts';
import { optionsOf } from '../slots/parse-choice.ts';
import type { Run } from '../state/state-schema.ts';

const kindOfSlot: Readonly<Record<SlotDefinition['type'], QuestionKind>> = {
  text: 'text',
  error_code: 'text',
  name: 'name',
  username: 'text',
  email: 'email',
  phone: 'phone',
  date: 'date',
  datetime: 'date',
  percent: 'number',
  number: 'number',
  choice: 'choice',
  yes_no: 'choice',
};

/** What the customer was asked last, as the reader of acts is told it; `turn.askedAt` says where the run stands. */
export function openQuestion(turn: Turn): OpenQuestion {
  const run = activeRun(turn.state);
  const frame = frameOf(turn);
  if (frame !== null) return { ...frame, ...(run !== null && { workflow: run.workflow }) };
  if (run === null || turn.askedAt === null) return { kind: 'idle' };
  return { ...ofStop(turn, run, turn.askedAt), workflow: run.workflow };
}

function ofStop(turn: Turn, run: Run, stop: Stop): Omit<OpenQuestion, 'workflow'> {
  switch (stop.kind) {
    case 'ask': {
      const slot = slotOf(workflowOf(turn, run.workflow), stop.slot);
      return slot === undefined ? { kind: 'text' } : ofSlot(turn, run, slot);
    }
    case 'guide':
      return { kind: 'guide', ask: fill(stop.node.step.guide, run, turn) };
    case 'confirm':
      return { kind: 'confirm' };
    case 'verify':
      return { kind: 'code' };
    case 'offer':
      return { kind: 'ways' };
    case 'switch':
    case 'end':
      return { kind: 'confirm' };
  }
}

function ofSlot(turn: Turn, run: Run, slot: SlotDefinition): Omit<OpenQuestion, 'workflow'> {
  const ask = fill(slot.ask, run, turn);
  const kind = kindOfSlot[slot.type];
  if (slot.type === 'yes_no')
    return { kind, ask, options: [turn.words('button.yes'), turn.words('button.no'), turn.words('button.not_sure')] };
  if (slot.type !== 'choice') return { kind, ask };
  return { kind, ask, options: optionsOf(slot, turn.context.settings.lists).map(({ label }) => label) };
}
