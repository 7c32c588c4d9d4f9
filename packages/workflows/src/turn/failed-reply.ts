import type { IncomingContent } from '@acebuddy/contracts';
import { say, type Turn } from '../flow/turn.ts';
import { noAgent } from './events.ts';
import { repeat } from './handle-message.ts';

/** SalesIQ could not carry out our last reply. A hand-over is never answered by another one (salesiq-zobot.md §2.8). */
export function onFailedReply(turn: Turn, reason: Extract<IncomingContent, { kind: 'failed' }>['reason']): void {
  switch (reason) {
    case 'offline_hours':
    case 'operators_unavailable':
    case 'invalid_operators':
      noAgent(turn, 12 * 60);
      return;
    case 'reply_too_long':
      turn.state.strict = true;
      repeat(turn);
      return;
    case 'other':
      say(turn, 'Sorry, something went wrong on my side.');
      repeat(turn);
      return;
  }
}
