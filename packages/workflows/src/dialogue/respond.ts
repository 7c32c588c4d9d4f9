import { commands } from '../commands/index.ts';
import { activeRun, type Turn } from '../flow/turn.ts';
import { askFrame } from '../frames/ask-frame.ts';
import { patternOf, popFrame } from '../frames/frames.ts';
import type { Pending } from '../state/state-schema.ts';
import { askFollowUp, followUp } from '../turn/follow-up.ts';
import { proceed, stopOf } from '../turn/proceed.ts';
import { prompt } from '../turn/prompt.ts';
import { offerWays } from '../turn/ways.ts';
import type { Outcome } from './command.ts';
import { type Decision, decide } from './decide.ts';
import { type Heard, peopleWishes } from './heard.ts';
import { type Phase, precedence } from './precedence.ts';

/** Decides what a message leads to, does it, and ends with the question that is open then. */
export function respond(turn: Turn, heard: Heard): void {
  const decisions = decide(precedence, heard, heard.question.kind, patternOf(turn));
  const first = carryOut(turn, heard, decisions, (name) => !precedence.last.has(name));
  // A word beside is no answer to what was said.
  const isAnswered = first.some(({ phase }) => phase !== 'aside') || decisions.every(isAside);
  const last = isAnswered ? [] : carryOut(turn, heard, decisions, (name) => precedence.last.has(name));
  const outcomes = [...first, ...last].map(({ outcome }) => outcome);
  // Nothing applied: the open question is all there is to say.
  if (outcomes.length === 0)
    turn.trace.rows.push(...decisions.map(({ row, frame }) => ({ row, frame, command: null })));
  if (!outcomes.includes('done')) goOn(turn, outcomes.includes('moved'));
}

interface Done {
  readonly outcome: Exclude<Outcome, false>;
  readonly phase: Phase;
}

/** Only words beside are meant: thanks, a greeting, anger. */
const isAside = ({ commands: [first = ''] }: Decision): boolean => precedence.phaseOf(first) === 'aside';

/** Does what was decided, in order; of every decision the first command that applies. */
function carryOut(turn: Turn, heard: Heard, decisions: readonly Decision[], may: (name: string) => boolean): Done[] {
  const frame = turn.state.pending;
  const outcomes: Done[] = [];
  const done = new Set<string>();
  let isTurned = false;
  for (const [at, decision] of decisions.entries()) {
    if (outcomes.at(-1)?.outcome === 'done') break;
    const { outcome, phase, name } = tryCommands(turn, heard, decision, { isTurned, done, may });
    if (outcome === false) continue;
    done.add(name);
    turn.trace.rows.push({ row: decision.row, frame: decision.frame, command: name });
    const isBegun = begins.has(name) && decisions.slice(at + 1).some(({ row }) => wishRows.has(row));
    // She names the problem and how she wants it handled: the run has begun, her way of it comes now.
    if (isBegun) {
      turn.texts.length = 0;
      Object.assign(turn, { suggestions: [], input: null });
    }
    outcomes.push({ outcome: isBegun ? 'moved' : outcome, phase });
    isTurned ||= phase === 'course' && !isBegun;
    // What was asked outside the steps gives way to whatever moved the talk on; a code stays asked for.
    if (outcome !== 'said' && frame !== null && turn.state.pending === frame && !isCode(frame)) popFrame(turn.state);
  }
  return outcomes;
}

/** Commands that begin a run, and the wishes that say how she wants it handled. */
const begins: ReadonlySet<string> = new Set(['start', 'log_urgent', 'log_matter', 'switch']);
const wishRows: ReadonlySet<string> = new Set(peopleWishes);

function tryCommands(
  turn: Turn,
  heard: Heard,
  { commands: names }: Decision,
  limits: { readonly isTurned: boolean; readonly done: ReadonlySet<string>; readonly may: (name: string) => boolean },
) {
  const { isTurned, done, may } = limits;
  for (const name of names) {
    const phase = precedence.phaseOf(name);
    // The talk can turn to one thing only.
    if ((phase === 'course' && isTurned) || !may(name)) continue;
    // What this act would do was done for another one.
    if (done.has(name) || (precedence.once.has(name) && [...done].some((other) => precedence.once.has(other)))) break;
    const command = commands[name];
    const outcome = command === undefined ? false : command(turn, heard);
    if (outcome !== false) return { outcome, phase, name };
  }
  return { outcome: false as const, phase: 'tell' as const, name: '' };
}

/** The end of a reply: the question that is open. */
export function goOn(turn: Turn, hasMoved: boolean): void {
  const run = activeRun(turn.state);
  // Whether to go back to what waits is asked once.
  const isAskedBack = run === null && !hasMoved && turn.state.pending?.kind === 'resume' && isAsked(turn);
  if (!isAskedBack && turn.state.pending !== null && askFrame(turn)) return;
  if (run === null) {
    followUp(turn);
    askFollowUp(turn);
    return;
  }
  const stop = stopOf(turn, run);
  // A code that nobody waits for any more is sent anew.
  if (hasMoved || (stop.kind === 'verify' && turn.state.pending === null)) {
    proceed(turn, run);
    return;
  }
  if (run.asked !== null && run.asked.key === stop.key) run.asked.tries += 1;
  if ((run.asked?.tries ?? 0) > againMax) offerWays(turn, 'stuck');
  else prompt(turn, run, stop, 'again');
}

const isAsked = ({ state }: Turn): boolean => state.stack.at(-1)?.askedBack === true;

/** So often one question is put again before the ways to people are offered. */
const againMax = 6;

/** A code stays asked for until it is given, whatever for. */
const isCode = ({ kind }: Pending): boolean => kind === 'code' || kind === 'status_code';
