import { describeHours, isOpen } from '../flow/business-hours.ts';
import { say, type Turn } from '../flow/turn.ts';
import type { Pending } from '../state/state-schema.ts';

export const wayButtons = {
  agent: 'Talk to an agent',
  call: 'Call me back',
  ticket: 'Leave a ticket',
  keep: 'Keep going',
} as const;

/** Whether the chat may be handed over now: inside business hours, and not right after a hand-over that failed. */
export function canForward({ state, context }: Pick<Turn, 'state' | 'context'>): boolean {
  const barred = state.noForwardUntil !== null && state.noForwardUntil > context.now;
  return !barred && isOpen(context.settings.businessHours, context.now);
}

/** The three ways to a person, together; an agent only while one can be there. */
export function offerWays(turn: Turn, why: Extract<Pending, { kind: 'ways' }>['why']): void {
  const { state, context } = turn;
  const agent = canForward(turn);
  const open = isOpen(context.settings.businessHours, context.now);
  // What led here describes the request, unless it was the wish for a person alone.
  const before = state.pending?.kind === 'ways' ? state.pending.text : '';
  const text = why === 'asked' || why === 'no_agent' ? before : (turn.said ?? before);
  state.pending = { kind: 'ways', agent, why, text: text.slice(0, 500) };
  const hours = open ? '' : ` Our agents are here ${describeHours(context.settings.businessHours, context.now)}.`;
  const ways = agent
    ? 'You can talk to an agent now, have someone call you back, or leave a ticket.'
    : 'I can have someone call you back, or log a ticket for the team.';
  const lead = {
    asked: 'Of course.',
    stuck: 'Let me get you a person for this.',
    upset: "I'm sorry, I understand this is frustrating.",
    no_agent: '',
    language: '',
    asked_ticket: '',
  }[why];
  say(turn, `${lead}${hours} ${ways} What would you prefer?`.trim());
  turn.suggestions = [...(agent ? [wayButtons.agent] : []), wayButtons.call, wayButtons.ticket, wayButtons.keep];
}
