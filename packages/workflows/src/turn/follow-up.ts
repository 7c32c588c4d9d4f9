import { talkToPerson } from '../flow/reply.ts';
import { say, type Turn, workflowOf } from '../flow/turn.ts';

/** What comes after an end: the second problem of the message, the one that was left for this one, or "anything else?". */
export function followUp(turn: Turn): void {
  const { state } = turn;
  const second = state.later.shift();
  if (second !== undefined) state.pending = { kind: 'second', workflow: second };
  else {
    const waiting = state.stack.at(-1);
    state.pending = waiting === undefined ? { kind: 'more' } : { kind: 'resume', workflow: waiting.workflow };
  }
}

/** Puts that question into the reply. */
export function askFollowUp(turn: Turn): void {
  const { pending } = turn.state;
  if (pending?.kind === 'second') {
    say(turn, `You also mentioned something about ${topic(turn, pending.workflow)}. Shall we look at that now?`);
    turn.suggestions = ['Yes, please', 'No, thanks', talkToPerson];
  }
  if (pending?.kind === 'resume') {
    say(turn, `We left ${topic(turn, pending.workflow)} unfinished. Shall we go back to it?`);
    turn.suggestions = ['Yes, go back', 'No, leave it', talkToPerson];
  }
  if (pending?.kind === 'more') {
    say(turn, 'Is there anything else I can help with?');
    turn.suggestions = ['Yes', "No, that's all", talkToPerson];
  }
}

export function topic(turn: Turn, id: string): string {
  return `"${workflowOf(turn, id).definition.name}"`;
}

/** The star card, or a plain question where cards cannot be shown. Only when there is something to rate. */
export function askRating(turn: Turn): void {
  const { state } = turn;
  if (state.rated !== null || state.tickets.length === 0) {
    state.pending = null;
    return;
  }
  state.pending = { kind: 'rating' };
  if (turn.context.cards) {
    say(turn, 'One last thing: how did I do?');
    turn.input = { type: 'star-rating' };
  } else say(turn, 'One last thing: how did I do, from 1 (poor) to 5 (great)?');
}
