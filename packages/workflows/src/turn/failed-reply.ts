import type { IncomingContent } from '@acebuddy/contracts';
import { goOn } from '../dialogue/respond.ts';
import { type Turn, tell } from '../flow/turn.ts';
import { noAgent } from './events.ts';

/** SalesIQ could not carry out our last reply. A hand-over is never answered by another one (salesiq.md §2.8). */
export function onFailedReply(turn: Turn, reason: Extract<IncomingContent, { kind: 'failed' }>['reason']): void {
  switch (reason) {
    case 'offline_hours':
    case 'operators_unavailable':
    case 'invalid_operators':
      noAgent(turn, 12 * 60);
      return;
    case 'reply_too_long':
      turn.state.strict = true;
      goOn(turn, false);
      return;
    case 'other':
      tell(turn, 'failed.reply');
      goOn(turn, false);
      return;
  }
}
