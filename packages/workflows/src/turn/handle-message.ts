import type { Attachment } from '@acebuddy/contracts';
import type { Understanding } from '../engine-types.ts';
import { activeRun, nextEffectId, say, type Turn } from '../flow/turn.ts';
import { wishesToCancel, wishesToStartOver } from '../language/intents.ts';
import { isNonsense, readTone } from '../language/tone.ts';
import { wishesForCall, wishesForPerson, wishesForTicket } from '../language/wish-for-person.ts';
import { attachmentsMax } from '../state/state-schema.ts';
import { answerStop } from './answer-step.ts';
import { askToCancel, askToStartOver } from './cancel.ts';
import { detour } from './choose-way.ts';
import { comeBack } from './come-back.ts';
import { askFollowUp } from './follow-up.ts';
import { idleMessage } from './idle-message.ts';
import { correctsTicket } from './late-correction.ts';
import { answerPending } from './pending.ts';
import { toPerson } from './person.ts';
import { stopOf } from './proceed.ts';
import { prompt } from './prompt.ts';
import { fallsBack } from './relapse.ts';
import { runMessage } from './run-message.ts';
import { offerWays } from './ways.ts';

export interface Message {
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly understanding: Understanding | null;
}

const secretMark = /\[[a-z0-9 -]*removed\]/gi;

/** One message of the customer, from the wishes that always count to the answers that depend on the question. */
export function handleMessage(turn: Turn, message: Message): void {
  const { state } = turn;
  noteAttachments(turn, message.attachments);
  const text = message.text.trim();
  if (text === '') {
    filesOnly(turn, message.attachments.length);
    return;
  }
  const rest = withoutSecrets(turn, text);
  if (rest === '') {
    repeat(turn);
    return;
  }
  const callbackAsked = activeRun(state)?.detour === 'callback' || state.pending?.kind === 'ways';
  if (!callbackAsked && wishesForCall(rest)) {
    detour(turn, 'callback', null);
    return;
  }
  if (activeRun(state) === null && state.pending?.kind !== 'ways' && wishesForTicket(rest)) {
    const text = state.pending?.kind === 'which' ? state.pending.text : '';
    detour(turn, 'ticket', { kind: 'ways', agent: false, why: 'asked_ticket', text });
    return;
  }
  if (wishesForPerson(rest)) {
    toPerson(turn, { reason: 'The customer asked for a person.', text: rest });
    return;
  }
  if (toneHandled(turn, rest)) return;
  if (comeBack(turn, rest, message.understanding)) return;
  if (correctsTicket(turn, rest, message.understanding)) return;
  if (fallsBack(turn, rest, message.understanding)) return;
  if (answerPending(turn, rest, message.understanding)) return;
  const run = activeRun(state);
  // A code stays asked for while the customer asks something else.
  if (state.pending !== null && state.pending.kind !== 'code') state.pending = null;
  if (wishesToStartOver(rest)) {
    askToStartOver(turn, run);
    return;
  }
  if (run !== null && wishesToCancel(rest)) {
    askToCancel(turn, run);
    return;
  }
  if (run !== null && run.detour === null && wishesForTicket(rest)) {
    detour(turn, 'ticket', null);
    return;
  }
  if (run !== null) {
    runMessage(turn, run, rest, message.understanding);
    return;
  }
  if (wishesToCancel(rest)) {
    say(turn, 'All right, nothing is open. Tell me if you need anything.');
    return;
  }
  if (isNonsense(rest)) {
    state.misses += 1;
    if (state.misses >= 3) {
      offerWays(turn, 'stuck');
      return;
    }
    say(turn, "I couldn't read that. Tell me in a few words what is wrong or what you need.");
    return;
  }
  idleMessage(turn, rest, message.understanding);
}

/** Files wait for the run's ticket; after its end they go to it at once. */
export function noteAttachments(turn: Turn, attachments: readonly Attachment[]): void {
  const { state } = turn;
  const ticket = activeRun(state) === null ? state.tickets.at(-1) : undefined;
  if (ticket !== undefined && attachments.length > 0) {
    const files = attachments.slice(0, attachmentsMax);
    turn.effects.push({
      id: nextEffectId(turn, 'attach'),
      awaited: false,
      kind: 'attach',
      runId: ticket.runId,
      attachments: files,
    });
    return;
  }
  state.attachments = [...state.attachments, ...attachments].slice(-attachmentsMax);
}

function filesOnly(turn: Turn, count: number): void {
  if (count > 0)
    say(
      turn,
      count === 1
        ? 'Thanks, I got your file and attach it to the ticket.'
        : `Thanks, I got your ${count} files and attach them to the ticket.`,
    );
  if (count > 0 && activeRun(turn.state) === null && turn.state.pending === null) {
    say(turn, 'What is it about? Tell me in a few words.');
    return;
  }
  repeat(turn);
}

/** Secrets were taken out before the engine saw the text; the customer hears that they are not wanted. */
function withoutSecrets(turn: Turn, text: string): string {
  if (!secretMark.test(text)) return text;
  secretMark.lastIndex = 0;
  const kind = /password/i.test(text.match(secretMark)?.join(' ') ?? '') ? 'your password' : 'secret data';
  say(
    turn,
    `Please never send ${kind} in chat. I removed it from our records and nobody here needs it${kind === 'your password' ? '; if it was a real one, change it soon' : ''}.`,
  );
  const rest = text.replace(secretMark, ' ').replace(/\s+/g, ' ').trim();
  return /^(?:(?:my |the |it's |it is |and |old |new |current |pw|pwd|password|pass|is|was|:|-|code|card|number)\s*)*$/i.test(
    rest,
  )
    ? ''
    : rest;
}

/** Puts the open question again. */
export function repeat(turn: Turn): void {
  const run = activeRun(turn.state);
  if (turn.state.pending !== null && turn.state.pending.kind !== 'code') {
    if (['second', 'resume', 'more'].includes(turn.state.pending.kind)) {
      askFollowUp(turn);
      return;
    }
    if (turn.state.pending.kind === 'ways') {
      offerWays(turn, turn.state.pending.why);
      return;
    }
  }
  if (run === null) {
    if (turn.texts.length === 0) say(turn, 'What can I do for you?');
    return;
  }
  prompt(turn, run, stopOf(turn, run), 'again');
}

/** Steering is declined, abuse met calmly, anger taken seriously: each with a way on. */
function toneHandled(turn: Turn, text: string): boolean {
  const { state } = turn;
  const tone = readTone(text);
  if (tone.steering) {
    say(turn, "I can't do that. I can help with your support request, and I keep to the same rules for everybody.");
    repeat(turn);
    return true;
  }
  const run = activeRun(state);
  if (run === null) {
    if (!tone.abusive) return false;
    offerWays(turn, 'upset');
    return true;
  }
  if (!tone.abusive && !tone.upset) return false;
  // What the message answers counts, before the tone does.
  state.upset += 1;
  const stop = stopOf(turn, run);
  if (state.pending === null && !tone.abusive && (stop.kind === 'guide' || stop.kind === 'ask')) {
    const answered = answerStop(turn, run, stop, text);
    if (answered && activeRun(state) === null) return true;
    if (answered) resetPrompt(turn);
  }
  offerWays(turn, 'upset');
  return true;
}

function resetPrompt(turn: Turn): void {
  turn.texts.length = 0;
  turn.suggestions = [];
}
