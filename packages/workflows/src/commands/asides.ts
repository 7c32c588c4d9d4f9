import type { Command } from '../dialogue/command.ts';
import { only } from '../dialogue/heard.ts';
import { activeRun, type Turn, tell } from '../flow/turn.ts';
import { clearFrames } from '../frames/frames.ts';
import { says } from '../language/sayings.ts';
import { language } from '../language/words.ts';
import { agreedCall } from '../turn/agreed-call.ts';
import { greet as greeting } from '../turn/small-talk.ts';
import { ticketMeant } from '../turn/ticket-meant.ts';
import { offerWays } from '../turn/ways.ts';
import { aboutTicket } from './about-ticket.ts';

/** Steering is declined, and nothing in such a message is obeyed. */
export const decline: Command = (turn) => {
  tell(turn, 'understanding.steering');
  return 'said';
};

/** So often a customer may be unhappy before the ways to people are offered unasked. */
const upsetMax = 2;

/** One line of regret, then on with it; the ways to people at the second time, or where there is nothing to go on with. */
export const soothe: Command = (turn, heard) => {
  const { state } = turn;
  state.upset += 1;
  const isIdle = activeRun(state) === null;
  const isAlone = only(heard, 'complaint', 'smalltalk', 'nonsense');
  const isTold = state.upset === 1 || isAlone;
  // What she is angry about belongs to the ticket that is there; it is logged already.
  const ticket = isIdle && isAlone ? ticketMeant(turn, heard) : null;
  if (ticket !== null) {
    tell(turn, 'understanding.sorry_trouble');
    aboutTicket(turn, heard);
    if (state.upset >= upsetMax && agreedCall(turn, ticket) === null) {
      offerWays(turn, 'logged');
      return 'done';
    }
    return 'said';
  }
  if (state.pending?.kind !== 'ways' && isAlone && state.upset >= upsetMax) {
    clearFrames(state);
    offerWays(turn, 'upset');
    return 'done';
  }
  const missed = missedIn(turn, heard.text);
  if (missed !== undefined) tell(turn, `understanding.sorry_${missed}`);
  else if (isTold) tell(turn, 'understanding.sorry_trouble');
  if (!isIdle || !isAlone || state.pending !== null) return 'said';
  tell(turn, 'files.what_about');
  return 'done';
};

/** What the bot has passed over, as she says; sorry is said for just that. */
const missedIn = (turn: Turn, text: string) => reproaches.find(([, saying]) => says(saying, text, turn.language))?.[0];

const reproaches = [
  ['unanswered', 'unanswered'],
  ['missed', 'missed'],
  ['told', 'told_already'],
] as const;

/** "Hello": answered in full where nothing is under way. */
export const greet: Command = (turn, heard) => {
  const isAlone = only(heard, 'greet', 'smalltalk', 'thanks');
  if (activeRun(turn.state) === null && turn.state.pending === null) {
    if (!isAlone) return 'said';
    greeting(turn);
    return 'done';
  }
  if (isAlone) tell(turn, 'small_talk.hello_beside');
  return 'said';
};

/** "Thank you": a word back, where nothing else is to be answered. */
export const thank: Command = (turn, heard) => {
  if (!only(heard, 'thanks', 'greet', 'smalltalk')) return 'said';
  tell(turn, 'small_talk.welcome');
  return 'said';
};

const smallTalks = [
  ['who', 'who_are_you'],
  ['joke', 'joke'],
  ['how', 'how_are_you'],
] as const;

/** Small talk, and what the bot is. */
export const smallTalk: Command = (turn, heard) => {
  if (!only(heard, 'smalltalk', 'greet', 'thanks', 'complaint')) return 'said';
  const isIdle = activeRun(turn.state) === null;
  const words = language(turn);
  const [what] = smallTalks.find(([, named]) => words.names(named, heard.text)) ?? [];
  if (what === undefined) {
    tell(turn, 'small_talk.plain');
    return 'said';
  }
  tell(turn, isIdle ? `small_talk.${what}` : what === 'who' ? 'small_talk.who_beside' : 'small_talk.asked_beside');
  turn.state.greeted = true;
  return isIdle && turn.state.pending === null ? 'done' : 'said';
};
