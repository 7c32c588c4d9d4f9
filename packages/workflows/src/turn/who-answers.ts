import type { IncomingContent } from '@acebuddy/contracts';
import { has } from '../dialogue/heard.ts';
import { read } from '../dialogue/read.ts';
import type { Turn } from '../flow/turn.ts';
import { noAgent, takeBack } from './events.ts';

/** So long a colleague who was asked to come may take; what she writes meanwhile is for him. */
const comingMs = 3 * 60_000;
/** After so long without a word of the operator who came, he has left, and the news of it never came. */
const attendingMs = 30 * 60_000;
/** Nobody came: a hand-over is not tried again for so long. */
const barMinutes = 30;

/**
 * Who answers what she writes in a chat that was handed over. Where the channel asks the bot only while no person holds the
 * chat (salesiq.md §7), its call says that nobody has it: at once when she would rather have a call or a ticket, else after the
 * time in which somebody may still be on the way. `told`: the bot has said that nobody is there.
 */
export function whoAnswers(turn: Turn, content: IncomingContent): 'person' | 'bot' | 'told' {
  const { state, context } = turn;
  if (context.callsOnlyWhenFree !== true) return 'person';
  // Of a release that did not write it down: it counts from now.
  state.handedOver ??= { at: context.now, joined: true };
  const { at, joined } = state.handedOver;
  const passedMs = Date.parse(context.now) - Date.parse(at);
  const said = turn.said ?? '';
  if (joined) {
    if (passedMs < attendingMs) return 'person';
    takeBack(turn, state.tickets);
    return 'bot';
  }
  const isWaiting = passedMs < comingMs;
  if (said !== '' && has(read(turn, said, { kind: 'ways' }), 'callback', 'ticket')) {
    takeBack(turn, state.tickets);
    state.noForwardUntil = isWaiting ? null : barUntil(turn);
    return 'bot';
  }
  if (isWaiting) return 'person';
  if (content.kind === 'opened') {
    takeBack(turn, state.tickets);
    return 'bot';
  }
  noAgent(turn, barMinutes);
  // The newest one was just named.
  takeBack(turn, state.tickets.slice(0, -1));
  return 'told';
}

function barUntil({ context }: Turn): string {
  return new Date(Date.parse(context.now) + barMinutes * 60_000).toISOString();
}
