import { describeHours, isOpen } from '../flow/business-hours.ts';
import { suggest } from '../flow/reply.ts';
import { say, type Turn, tell } from '../flow/turn.ts';
import { pushFrame } from '../frames/frames.ts';
import type { Pending } from '../state/state-schema.ts';

/** Whether the chat may be handed over now: inside business hours, and not right after a hand-over that failed. */
export function canForward({ state, context }: Pick<Turn, 'state' | 'context'>): boolean {
  const barred = state.noForwardUntil !== null && state.noForwardUntil > context.now;
  return !barred && isOpen(context.settings.businessHours, context.now);
}

/** The three ways to a person, together; an agent only while one can be there. `hands`: she wants none of the steps. */
export function offerWays(turn: Turn, why: Extract<Pending, { kind: 'ways' }>['why'], hands = false): void {
  const { state, context } = turn;
  const agent = canForward(turn);
  const open = isOpen(context.settings.businessHours, context.now);
  // What led here describes the request, unless it was the wish for a person alone.
  const before = state.pending?.kind === 'ways' ? state.pending.text : '';
  const text = why === 'asked' || why === 'no_agent' ? before : (turn.said ?? before);
  pushFrame(state, { kind: 'ways', agent, why, text: text.slice(0, 500) });
  if (why === 'logged') {
    tell(turn, 'ways.offer_logged', { agent });
    suggest(turn, ...(agent ? (['button.agent'] as const) : []), 'button.call', 'button.no_thanks');
    return;
  }
  const hours = open ? '' : describeHours(context.settings.businessHours, context.now, turn.words);
  const lead = hands
    ? turn.words('ways.hands')
    : why === 'asked' || why === 'stuck' || why === 'upset' || why === 'meant'
      ? turn.words(`ways.${why}`)
      : '';
  say(turn, turn.words('ways.offer', { lead, open, hours, agent }).trim());
  const agentButton = agent ? (['button.agent'] as const) : [];
  suggest(turn, ...agentButton, 'button.call', 'button.ticket', 'button.keep');
}

/** The same once the request is logged: nobody has to choose a ticket any more. */
export function waysAfterTicket(turn: Pick<Turn, 'state' | 'context'>): Pending {
  return { kind: 'ways', agent: canForward(turn), why: 'logged', text: '' };
}
