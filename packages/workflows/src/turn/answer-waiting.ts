import { activeRun, say, type Turn } from '../flow/turn.ts';
import { saysThanks } from '../language/intents.ts';
import { readYesNo } from '../language/yes-no.ts';
import type { Pending } from '../state/state-schema.ts';
import { askFollowUp, followUp } from './follow-up.ts';
import { proceed } from './proceed.ts';
import { startRun } from './start-run.ts';
import { resumeStacked } from './switching.ts';
import { summaryOf } from './ticket-request.ts';

/** "You also mentioned … Shall we look at that now?" */
export function answerSecond(turn: Turn, pending: Extract<Pending, { kind: 'second' }>, text: string): boolean {
  const answer = readYesNo(text);
  turn.state.pending = null;
  if (answer === 'yes') {
    // The first message named this one, too; what it said of it is not asked again.
    startRun(turn, pending.workflow, turn.state.run?.firstText ?? '', []);
    return true;
  }
  if (answer !== 'no' && !saysThanks(text)) return false;
  nextQuestion(turn);
  return true;
}

/** "We left … unfinished. Shall we go back to it?" */
export function answerResume(turn: Turn, text: string): boolean {
  const answer = readYesNo(text);
  turn.state.pending = null;
  if (answer === 'yes') return resumeStacked(turn);
  if (answer !== 'no') return false;
  turn.state.stack.pop();
  say(turn, "All right, I'll leave that.");
  nextQuestion(turn);
  return true;
}

function nextQuestion(turn: Turn): void {
  followUp(turn);
  askFollowUp(turn);
}

/** "Is this about something you have already reported?" */
export function answerAdd(turn: Turn, pending: Extract<Pending, { kind: 'add' }>, text: string): boolean {
  const run = activeRun(turn.state);
  const answer = /\badd\b/i.test(text) && !/\bnot?\b|n't/i.test(text) ? 'yes' : readYesNo(text);
  if (run === null || answer === null) {
    turn.state.pending = null;
    return false;
  }
  turn.state.pending = null;
  if (answer === 'yes') {
    Object.assign(run, { detour: 'add', addTo: { ticketId: pending.ticketId, number: pending.number } });
    // Who has answered everything already is not asked to tell it again.
    const told = run.confirmed ? summaryOf(turn, run) : '';
    if (told !== '') run.slots.details ??= { v: told, t: told };
  }
  proceed(turn, run);
  return true;
}
