import type { Understanding } from '../engine-types.ts';
import { say, type Turn, workflowOf } from '../flow/turn.ts';
import { makesSmallTalk, saysGoodbye, saysGreeting, saysThanks } from '../language/intents.ts';
import { wordCount } from '../language/normalise.ts';
import { readTone } from '../language/tone.ts';
import { tellsMore } from './add-to-ticket.ts';
import { askFollowUp, askRating } from './follow-up.ts';
import { notCovered } from './not-covered.ts';
import { offer } from './prompt.ts';
import { greet } from './small-talk.ts';
import { startRun } from './start-run.ts';

/** A message while no workflow runs. */
export function idleMessage(turn: Turn, text: string, understanding: Understanding | null): void {
  const { state } = turn;
  if (chats(turn, text)) {
    state.misses = 0;
    return;
  }
  const match = understanding?.outcome === 'match' ? understanding.workflow : null;
  if (match !== null && tellsMore(turn, match, text)) return;
  if (match !== null && turn.library.has(match)) {
    if (readTone(text).upset) say(turn, "I'm sorry about the trouble.");
    startRun(turn, match, text, understanding?.others ?? []);
    return;
  }
  if (
    understanding?.outcome === 'unsure' &&
    (startsWithOneOfTwo(turn, understanding, text) || askWhich(turn, understanding, text))
  )
    return;
  notCovered(turn, text, understanding);
}

function chats(turn: Turn, text: string): boolean {
  const { state } = turn;
  switch (makesSmallTalk(text)) {
    case 'how':
      say(turn, 'I am doing well, thank you! What can I help you with today?');
      return true;
    case 'who':
      say(
        turn,
        "I'm AceBuddy, a support assistant: a program, not a person. I can solve common problems, log a ticket, or bring in a colleague at any time. What can I help you with?",
      );
      state.greeted = true;
      return true;
    case 'joke':
      say(turn, "I'm better with printers than with jokes. What can I help you with?");
      return true;
    case null:
      break;
  }
  if (saysGreeting(text)) {
    greet(turn);
    return true;
  }
  if (saysGoodbye(text)) {
    say(turn, 'Thank you for getting in touch. Have a good day!');
    askRating(turn);
    return true;
  }
  if (saysThanks(text) && wordCount(text) <= 8) {
    say(turn, "You're very welcome!");
    state.pending = { kind: 'more' };
    askFollowUp(turn);
    return true;
  }
  return false;
}

/** Two close topics that are both named in the message are two problems, not a doubt: one after the other. */
function startsWithOneOfTwo(turn: Turn, understanding: Understanding, text: string): boolean {
  const { others } = understanding;
  const close = understanding.alternatives.slice(0, 2).map((candidate) => candidate.workflow);
  const first = close.find((id) => !others.includes(id));
  if (first === undefined || !turn.library.has(first) || !close.some((id) => others.includes(id))) return false;
  startRun(turn, first, text, others);
  return true;
}

/** "Is it A or B?" */
function askWhich(turn: Turn, understanding: Understanding, text: string): boolean {
  const [first, second] = understanding.alternatives
    .map((candidate) => candidate.workflow)
    .filter((id) => turn.library.has(id));
  if (first === undefined || second === undefined) return false;
  const [a, b] = [workflowOf(turn, first).definition, workflowOf(turn, second).definition];
  turn.state.pending = { kind: 'which', workflows: [first, second], text: text.slice(0, 500) };
  say(turn, `I want to get this right. Is it more about ${a.name} or ${b.name}?`);
  offer(turn, [a.button, b.button]);
  return true;
}
