import type { Understanding } from '../engine-types.ts';
import { activeRun, say, type Turn, workflowOf } from '../flow/turn.ts';
import { saysGoodbye, saysThanks, wantsSomethingElse, wishesForMore, wishesToSkip } from '../language/intents.ts';
import { bare, wordCount } from '../language/normalise.ts';
import { readYesNo } from '../language/yes-no.ts';
import type { Pending } from '../state/state-schema.ts';
import { answerCode } from './answer-code.ts';
import { finishGuide } from './answer-guide.ts';
import { clearAnswer } from './answers.ts';
import { cancelRun, startOver } from './cancel.ts';
import { chooseWay } from './choose-way.ts';
import { correct, correctable } from './corrections.ts';
import { askFollowUp, askRating, followUp } from './follow-up.ts';
import { proceed, stopOf } from './proceed.ts';
import { rate, readRating } from './rating.ts';
import { settleStack } from './settle-stack.ts';
import { startRun } from './start-run.ts';
import { resumeStacked } from './switching.ts';

type Of<K extends Pending['kind']> = Extract<Pending, { kind: K }>;

/** Takes a message as the answer to a question outside the steps. False: it is something else, and the question is dropped. */
export function answerPending(turn: Turn, text: string, understanding: Understanding | null): boolean {
  const { pending } = turn.state;
  if (pending === null) return false;
  switch (pending.kind) {
    case 'which':
      return answerWhich(turn, pending, text, understanding);
    case 'ways':
      return chooseWay(turn, pending, text);
    case 'cancel':
      return answerCancel(turn, text);
    case 'start_over':
      return answerStartOver(turn, text);
    case 'correct':
      return answerCorrect(turn, text);
    case 'second':
      return answerSecond(turn, pending, text);
    case 'resume':
      return answerResume(turn, text);
    case 'add':
      return answerAdd(turn, pending, text);
    case 'more':
      return answerMore(turn, text, understanding);
    case 'rating':
      return answerRating(turn, text);
    case 'partly':
      return answerPartly(turn, text);
    case 'code':
      return answerCode(turn, text);
  }
}

function answerWhich(turn: Turn, pending: Of<'which'>, text: string, understanding: Understanding | null): boolean {
  const said = bare(text);
  const position = ['first', 'second', 'third', 'fourth'].findIndex((word) =>
    new RegExp(`^(?:the )?${word}(?: one)?$`).test(said),
  );
  const chosen = pending.workflows.find((id, index) => {
    const { button, name } = workflowOf(turn, id).definition;
    return (
      bare(button) === said || bare(name) === said || index === position || said === String.fromCharCode(97 + index)
    );
  });
  if (chosen !== undefined) {
    startRun(turn, chosen, pending.text, []);
    return true;
  }
  turn.state.pending = null;
  const { workflow } = understanding ?? { workflow: null };
  if (workflow !== null && understanding?.outcome === 'match' && pending.workflows.includes(workflow)) {
    startRun(turn, workflow, `${pending.text}. ${text}`, []);
    return true;
  }
  if (/^both(?: of them)?$/.test(said)) {
    const [first = '', ...rest] = pending.workflows;
    startRun(turn, first, pending.text, rest.slice(0, 1));
    return true;
  }
  if (wantsSomethingElse(text) || readYesNo(text) === 'no') {
    say(turn, 'Sure. Tell me in your own words what it is about.');
    return true;
  }
  // Named in other words: the nearer of the offered two is meant when the message points there.
  const nearest = understanding?.alternatives.find((candidate) =>
    pending.workflows.includes(candidate.workflow),
  )?.workflow;
  if (understanding?.outcome !== 'unsure' || nearest === undefined || wordCount(text) > 6) return false;
  startRun(turn, nearest, pending.text, []);
  return true;
}

function answerCancel(turn: Turn, text: string): boolean {
  const answer = readYesNo(text);
  turn.state.pending = null;
  const run = activeRun(turn.state);
  if (run === null) return false;
  if (answer === 'yes' || /\bcancel\b/i.test(text)) {
    cancelRun(turn, run);
    return true;
  }
  say(turn, "All right, let's go on.");
  if (answer !== 'no' && wordCount(text) > 3) return false;
  proceed(turn, run);
  return true;
}

function answerStartOver(turn: Turn, text: string): boolean {
  turn.state.pending = null;
  const run = activeRun(turn.state);
  if (readYesNo(text) === 'yes' || /\bstart over\b/i.test(text)) {
    startOver(turn);
    return true;
  }
  say(turn, "All right, let's go on where we were.");
  if (run !== null) proceed(turn, run);
  return true;
}

function answerCorrect(turn: Turn, text: string): boolean {
  const run = activeRun(turn.state);
  turn.state.pending = null;
  if (run === null) return false;
  const said = bare(text);
  const line = correctable(turn, run).find(
    ({ label, name }) =>
      bare(label) === said || bare(label.slice(0, 20)) === said || bare(name.replaceAll('_', ' ')) === said,
  );
  if (line !== undefined) clearAnswer(turn, run, line.name);
  else {
    const correction = correct(turn, run, text, null, true);
    if (correction === null && !/^(?:nothing|go on|nothing,? go on|none|no|nope|it's fine|all good|ok|okay)/.test(said))
      return false;
    if (correction !== null && correction.changed.length > 0)
      say(turn, `Got it. ${correction.changed.map((change) => `${change.label}: ${change.text}`).join('; ')}.`);
  }
  proceed(turn, run);
  return true;
}

function answerSecond(turn: Turn, pending: Of<'second'>, text: string): boolean {
  const answer = readYesNo(text);
  turn.state.pending = null;
  if (answer === 'yes') {
    startRun(turn, pending.workflow, '', []);
    return true;
  }
  if (answer !== 'no' && !saysThanks(text)) return false;
  nextQuestion(turn);
  return true;
}

function answerResume(turn: Turn, text: string): boolean {
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

function answerAdd(turn: Turn, pending: Of<'add'>, text: string): boolean {
  const run = activeRun(turn.state);
  const answer = /\badd\b/i.test(text) && !/\bnot?\b|n't/i.test(text) ? 'yes' : readYesNo(text);
  if (run === null || answer === null) {
    turn.state.pending = null;
    return false;
  }
  turn.state.pending = null;
  if (answer === 'yes')
    Object.assign(run, { detour: 'add', addTo: { ticketId: pending.ticketId, number: pending.number } });
  proceed(turn, run);
  return true;
}

function answerMore(turn: Turn, text: string, understanding: Understanding | null): boolean {
  const answer = readYesNo(text);
  turn.state.pending = null;
  if (understanding?.outcome === 'match' && wordCount(text) > 2) return false;
  const thanks = saysThanks(text) && !/^(?:yes|yeah|yep|sure)\b/i.test(text.trim());
  if (answer === 'no' || saysGoodbye(text) || thanks) {
    say(turn, 'Thank you for getting in touch!');
    settleStack(turn);
    askRating(turn);
    return true;
  }
  if ((answer === 'yes' && wordCount(text) <= 3) || wantsSomethingElse(text) || wishesForMore(text)) {
    say(turn, 'Sure, what else can I do for you?');
    return true;
  }
  return false;
}

function answerRating(turn: Turn, text: string): boolean {
  turn.state.pending = null;
  const rating = readRating(text);
  if (rating !== null) {
    rate(turn, rating);
    say(
      turn,
      rating >= 4
        ? 'Thank you, that is good to hear!'
        : 'Thank you for being frank. I pass it on so that we get better.',
    );
    return true;
  }
  if (!wishesToSkip(text) && readYesNo(text) !== 'no' && !saysThanks(text) && !saysGoodbye(text)) return false;
  say(turn, 'All right. Have a good day!');
  return true;
}

function answerPartly(turn: Turn, text: string): boolean {
  const run = activeRun(turn.state);
  turn.state.pending = null;
  if (run === null) return false;
  const stop = stopOf(turn, run);
  if (stop.kind !== 'guide') return false;
  const said = bare(text);
  if (/\b(?:good enough|enough|fine|ok|okay|works for me)\b/.test(said) && !/\bnot\b/.test(said))
    return finishGuide(turn, run, stop, 'worked');
  if (/\b(?:keep going|go on|continue|next|more|try)\b/.test(said) || readYesNo(text) !== null)
    return finishGuide(turn, run, stop, 'failed');
  return false;
}
