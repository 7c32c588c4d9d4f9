import type { Command } from '../dialogue/command.ts';
import { type Heard, has } from '../dialogue/heard.ts';
import { activeRun, say, type Turn, tell, workflowOf } from '../flow/turn.ts';
import { clearFrames, popFrame } from '../frames/frames.ts';
import { wordCount } from '../language/normalise.ts';
import { says } from '../language/sayings.ts';
import { language } from '../language/words.ts';
import { readBeneficiary } from '../slots/read-beneficiary.ts';
import type { Run } from '../state/state-schema.ts';
import { askWhatToCorrect } from '../turn/ask-correction.ts';
import { cancelRun, startOver } from '../turn/cancel.ts';
import { endSolved as endRunSolved } from '../turn/end-solved.ts';
import { askRating, topic as topicOf } from '../turn/follow-up.ts';
import { reopenLast } from '../turn/lines.ts';
import { listsThings } from '../turn/lists-things.ts';
import { onlyAsksOfIt } from '../turn/other-problem.ts';
import { stopOf } from '../turn/proceed.ts';
import { choosesOption } from '../turn/read-choice.ts';
import { fallsBack } from '../turn/relapse.ts';
import { noteSolved } from '../turn/says-solved.ts';
import { leaveLogged, letGo, settleStack } from '../turn/settle-stack.ts';
import { startRun } from '../turn/start-run.ts';
import { resumeStacked, reviveCancelled, switchTo } from '../turn/switching.ts';
import { logUntold } from '../turn/untold.ts';
import { leaveUnverified } from './code.ts';

/** Drops what is under way; it may be taken up again. */
export const cancel: Command = (turn, heard) => {
  const run = activeRun(turn.state);
  clearFrames(turn.state);
  // "Forget it, you are useless" drops the talk, not the problem.
  if (run !== null && has(heard, 'complaint')) {
    letGo(turn, run);
    return 'done';
  }
  if (run !== null) {
    cancelRun(turn, run);
    return 'done';
  }
  turn.state.untold = [];
  tell(turn, 'open.nothing');
  return 'done';
};

/** Begins anew; who she is stays known. */
export const restart: Command = (turn) => {
  startOver(turn);
  return 'done';
};

/** To the question or step before. */
export const goBack: Command = (turn) => {
  const run = activeRun(turn.state);
  if (run === null || reopenLast(turn, run) === null) return 'said';
  tell(turn, 'correction.one_back');
  return 'moved';
};

/** "Which line shall I change?" */
export const askChange: Command = (turn) => {
  const run = activeRun(turn.state);
  if (run === null) return false;
  askWhatToCorrect(turn, run);
  return 'done';
};

/** The problem is gone, whatever the chat stands at. */
export const endSolved: Command = (turn, heard) => {
  const run = activeRun(turn.state);
  if (run !== null) {
    clearFrames(turn.state);
    endRunSolved(turn, run);
    return 'done';
  }
  turn.state.untold = [];
  tell(turn, 'closing.good_to_hear');
  noteSolved(turn, heard);
  clearFrames(turn.state);
  return 'said';
};

/** It was closed as solved and is not: back to the team. */
export const reopen: Command = (turn, heard) => (fallsBack(turn, heard) ? 'done' : false);

/** So sure of another topic must the reading be to leave the running one, by how surely a request was read at all. */
const switchConfidence = { asRequest: 0.5, otherwise: 0.9 } as const;

/** To another problem; the running one waits. */
export const switchTopic: Command = (turn, heard) => {
  const run = activeRun(turn.state);
  const { topic } = heard;
  if (run === null || topic === null || topic.outcome !== 'match' || topic.workflow === null) return false;
  if (topic.workflow === run.workflow || !turn.library.has(topic.workflow)) return false;
  if (isPartOf(turn, run, heard) || onlyAsksOfIt(turn, heard)) return false;
  // An answer in words that another topic has, too: "it hangs when it starts".
  if ((choosesOption(turn, heard.text) || listsThings(turn, heard)) && !language(turn).names('added_topic', heard.text))
    return false;
  if (topic.confidence < (has(heard, 'request') ? switchConfidence.asRequest : switchConfidence.otherwise))
    return false;
  switchTo(turn, run, topic.workflow, heard.text);
  return 'done';
};

/** "And a mailbox for her", while a new user is set up, belongs to that. */
function isPartOf(turn: Turn, run: Run, heard: Heard): boolean {
  const { includes } = workflowOf(turn, run.workflow).definition;
  if (heard.topic?.workflow == null || !includes.includes(heard.topic.workflow)) return false;
  if (has(heard, 'not_worked', 'cannot', 'partly')) return false;
  // "She also needs a second screen" is of the one that it is about, "my mail is down too" is not.
  if (language(turn).names('added_topic', heard.text) && !says('for_them', heard.text, turn.language)) return false;
  return readBeneficiary(heard.text, turn.language)?.who !== 'self';
}

/** So many words tell of another problem, not of the one that was guessed. */
const firstAnswerWordsMin = 4;

/** The very first answer shows that the guess was wrong: "it says my account is locked". */
export const switchFirst: Command = (turn, heard) => {
  const run = activeRun(turn.state);
  const isSure = heard.topic?.outcome === 'match' && heard.topic.confidence >= switchConfidence.otherwise;
  if (run === null || run.confirmed || !isSure || wordCount(heard.text) < firstAnswerWordsMin) return false;
  return switchTopic(turn, heard);
};

/** Begins the workflow that the message is about. */
export const start: Command = (turn, heard) => {
  const { topic } = heard;
  if (topic?.workflow == null || topic.outcome !== 'match' || !turn.library.has(topic.workflow))
    return startsOneOfTwo(turn, heard);
  const run = activeRun(turn.state);
  if (run !== null) return run.workflow === topic.workflow ? false : switchTopic(turn, heard);
  if (has(heard, 'complaint')) turn.state.upset += 1;
  startRun(turn, topic.workflow, heard.text, topic.others);
  return 'done';
};

/** Two close topics that are both named in the message are two problems, not a doubt: one after the other. */
function startsOneOfTwo(turn: Turn, { topic, text }: Parameters<Command>[1]): ReturnType<Command> {
  if (topic?.outcome !== 'unsure' || activeRun(turn.state) !== null) return false;
  const close = topic.alternatives.slice(0, 2).map((candidate) => candidate.workflow);
  const first = close.find((id) => !topic.others.includes(id));
  if (first === undefined || !turn.library.has(first) || !close.some((id) => topic.others.includes(id))) return false;
  startRun(turn, first, text, topic.others);
  return 'done';
}

/** Back to what was put aside, or was dropped just now. */
export const resume: Command = (turn, heard) => {
  const named = turn.state.stack.find((run) => run.workflow === heard.topic?.workflow)?.workflow;
  if (resumeStacked(turn, named) || reviveCancelled(turn)) return 'done';
  return false;
};

/** None of the ways out: on with the run, or with her own words. */
export const keepGoing: Command = (turn, heard) => {
  popFrame(turn.state);
  // "Skip" is what the bot has said to write where no code comes.
  if (turn.state.pending?.kind === 'code' && has(heard, 'skip')) return leaveUnverified(turn, heard);
  const run = activeRun(turn.state);
  if (run === null) {
    if (turn.state.tickets.length > 0) return 'said';
    tell(turn, 'own_words.need_calm');
    return 'done';
  }
  tell(turn, 'open.keep_going');
  passBy(turn, run);
  return 'moved';
};

/** What led to the ways is not asked again. */
function passBy(turn: Turn, run: Run): void {
  const stop = stopOf(turn, run);
  const tries = run.asked?.tries ?? 0;
  if (stop.kind === 'offer') run.done[stop.key] = 'declined';
  if (stop.kind === 'ask' && tries > 2) run.slots[stop.slot] ??= { v: null, t: turn.words('answer.not_given') };
  if (stop.kind === 'guide' && tries > 2) run.done[stop.key] = 'failed';
  run.asked = null;
}

/** Goodbye in the middle: said once that nothing is logged yet, then let go. */
export const leave: Command = (turn, heard) => {
  const run = activeRun(turn.state);
  if (run === null) return finish(turn, heard);
  if (run.asked === null || run.asked.hint === 'bye' || stopOf(turn, run).kind === 'confirm') {
    letGo(turn, run);
    return 'done';
  }
  run.asked.hint = 'bye';
  tell(turn, 'small_talk.bye_beside');
  return 'said';
};

/** Nothing else is wanted. */
export const finish: Command = (turn, heard) => {
  clearFrames(turn.state);
  if (has(heard, 'bye') && logUntold(turn, turn.team('team.reason.left'))) {
    leaveLogged(turn);
    return 'done';
  }
  // What was put aside is what she may mean, unless she was asked about it.
  if (turn.state.stack.some(({ askedBack }) => !askedBack)) return 'said';
  say(turn, turn.words(turn.state.tickets.length > 0 ? 'closing.thanks' : 'rating.skipped'));
  settleAll(turn);
  askRating(turn);
  return 'done';
};

/** What was put aside is logged as it stands, and she hears so. */
function settleAll(turn: Turn): void {
  const { stack, tickets } = turn.state;
  settleStack(turn);
  const logged = stack.filter(({ id }) => !tickets.some(({ runId }) => runId === id) && isLogged(turn, id));
  for (const { workflow } of logged) tell(turn, 'closing.left_logged', { topic: topicOf(turn, workflow) });
}

const isLogged = ({ state }: Turn, id: string): boolean => state.tickets.some(({ runId }) => runId === id);

/** Something else is wanted, not said what. */
export const sayMore: Command = (turn) => {
  clearFrames(turn.state);
  // What was put aside is what she may mean.
  if (turn.state.stack.length > 0) {
    for (const waiting of turn.state.stack) waiting.askedBack = false;
    return 'said';
  }
  say(turn, turn.words(turn.state.tickets.length > 0 ? 'closing.what_else' : 'open.what_can_i_do'));
  return 'done';
};
