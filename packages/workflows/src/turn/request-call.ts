import { nextEffectId, type Turn, workflowOf } from '../flow/turn.ts';
import type { KnownTicket, Run } from '../state/state-schema.ts';
import { whoSays } from './who-says.ts';

/** An agreed call is work on the desk, whatever the end. `ticket`: the one that was there before. */
export function requestCall(turn: Turn, run: Run, ticket?: KnownTicket): void {
  const at = run.slots.callback_time?.v;
  const { phone } = turn.state.profile;
  if (typeof at !== 'string' || phone === null) return;
  const request = workflowOf(turn, run.workflow).definition.name;
  const name = turn.state.profile.name ?? turn.team('team.call_nameless');
  const line = ticket === undefined ? null : whoSays(turn, ticket);
  turn.effects.push({
    id: nextEffectId(turn, 'call'),
    awaited: false,
    kind: 'call',
    runId: run.id,
    phone,
    startsAt: at,
    subject: turn.team('team.call_subject', { name, request }).slice(0, 250),
    description: [
      ...(line === null ? [] : [line]),
      turn.team('team.call', { phone, time: run.slots.callback_time?.t ?? '' }),
    ].join('\n'),
  });
}
