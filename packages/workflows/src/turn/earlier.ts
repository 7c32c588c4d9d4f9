import type { Outcome } from '../dialogue/command.ts';
import { addressOf, provenMailbox } from '../flow/proof.ts';
import { activeRun, type Turn, tell } from '../flow/turn.ts';
import { clearFrames, pushFrame } from '../frames/frames.ts';
import { awaitedCode, startVerification } from './identity.ts';
import { type AskedOfEarlier, tellRequests } from './status.ts';
import { offerWays } from './ways.ts';

/** How a request of an earlier chat stands: to who has proved the address, or proves it now. Never a ticket of its own. */
export function tellEarlier(turn: Turn, asked: AskedOfEarlier): Outcome {
  const { state } = turn;
  if (provenMailbox(turn) !== null) {
    tellRequests(turn, asked);
    return 'said';
  }
  // One thing after the other: a code for something else in the middle of a request would only confuse.
  if (activeRun(state) !== null) {
    tell(turn, 'status.first_this');
    return 'said';
  }
  if (awaitedCode(state) !== null) {
    tell(turn, 'status.after_code');
    return 'said';
  }
  if (state.identity.status === 'unknown' || state.identity.status === 'failed' || !turn.context.settings.codesEnabled)
    return leaveEarlier(turn);
  if (addressOf(turn) !== null) return proveEarlier(turn, asked);
  clearFrames(state);
  pushFrame(state, { kind: 'status_address', ...asked });
  return 'said';
}

/** Sends the code. */
export function proveEarlier(turn: Turn, asked: AskedOfEarlier): Outcome {
  clearFrames(turn.state);
  tell(turn, 'status.prove');
  return startVerification(turn, { kind: 'status_code', ...asked }) ? 'done' : leaveEarlier(turn);
}

/** Nothing is proven: one sentence that is true, and the ways to people. */
export function leaveEarlier(turn: Turn): Outcome {
  clearFrames(turn.state);
  tell(turn, 'status.unproven', { email: turn.context.settings.supportEmail });
  if (turn.state.session === 'verifying') turn.state.session = 'new';
  offerWays(turn, 'asked');
  return 'done';
}

/** So often the code or the address is asked for. */
const asksMax = 2;

/** The question once more; whoever never answers it is not asked forever. */
export function askProofAgain(turn: Turn): Outcome {
  turn.state.misses += 1;
  if (turn.state.misses <= asksMax) return 'said';
  turn.state.misses = 0;
  return leaveEarlier(turn);
}
