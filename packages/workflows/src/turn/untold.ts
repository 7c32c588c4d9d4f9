import { quoted } from '@acebuddy/contracts';
import { type Heard, has, only, peopleWishes } from '../dialogue/heard.ts';
import { supportWorkflow } from '../flow/builtin-workflows.ts';
import { activeRun, type Turn } from '../flow/turn.ts';
import { type State, untoldMax } from '../state/state-schema.ts';
import { newRun } from './new-run.ts';
import { quietActs } from './quiet-acts.ts';
import { abandon, isReachable } from './settle-stack.ts';
import { newestOfHers, noteOfCustomer } from './who-says.ts';

const textCharsMax = 500;

/** Keeps what a message told, as long as no ticket has it. Never what may be a one-time code. */
export function keepTold(turn: Turn, heard: Heard): void {
  const { state } = turn;
  const { text, question } = heard;
  if (question.kind === 'code') return;
  if (activeRun(state) !== null) return;
  if (isOpen(turn, heard) && tells(turn, heard)) noteUntold(state, text);
}

/** She told something, and nothing has come of it yet: she is asked what it is about, or whom she wants. */
function isOpen({ state }: Turn, { acts }: Heard): boolean {
  const { pending, misses, tickets } = state;
  const isAsked = pending?.kind === 'which' || (pending?.kind === 'ways' && pending.why !== 'logged');
  // Beside a ticket a further word is on that.
  return (
    isAsked || (misses > 0 && tickets.length === 0) || (pending === null && acts.some(({ act }) => act === 'complaint'))
  );
}

function tells(turn: Turn, heard: Heard): boolean {
  if (heard.topic?.foreign === true) return true;
  // A button is no word of hers.
  if (heard.acts.some(({ act }) => act === 'other') || !/\p{L}{2}/u.test(heard.text)) return false;
  if (only(heard, ...quietActs) || has(heard, 'solved', 'worked', 'cancel', 'restart')) return false;
  // What she wants, not what is wrong, is of use only where somebody can reach her.
  return isReachable(turn) || !only(heard, ...quietActs, ...peopleWishes);
}

/** One more text that no ticket has. */
export function noteUntold(state: State, text: string): void {
  const said = text.trim().slice(0, textCharsMax);
  if (said === '' || state.untold.includes(said)) return;
  const [first, ...rest] = [...state.untold, said];
  state.untold = first === undefined ? [] : [first, ...rest.slice(-(untoldMax - 1))];
}

/** Whoever told something and left has a ticket with it, although nobody knows what it is about. False where nothing was told. */
export function logUntold(turn: Turn, reason: string | null): boolean {
  const { untold } = turn.state;
  const [first] = untold;
  if (first === undefined || activeRun(turn.state) !== null) return false;
  const ticket = newestOfHers(turn);
  if (ticket !== undefined && ticket.closedAt === null) {
    // One chat, one request: what nobody made a problem of its own belongs to the one that is there.
    noteOfCustomer(turn, ticket, turn.team('team.added_in_chat', { text: quoted(untold.join('\n').slice(0, 1_500)) }));
    turn.state.untold = [];
    return false;
  }
  const { tickets } = turn.state;
  const run = newRun(turn, supportWorkflow.definition.id, first);
  const details = untold.join('\n').slice(0, 1_500);
  run.slots.details = { v: details, t: details };
  turn.state.untold = [];
  return abandon(turn, run, reason) && turn.state.tickets !== tickets;
}
