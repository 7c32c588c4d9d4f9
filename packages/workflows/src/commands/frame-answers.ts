import type { Command } from '../dialogue/command.ts';
import { has } from '../dialogue/heard.ts';
import { activeRun, say, type Turn, tell, workflowOf } from '../flow/turn.ts';
import { clearFrames, popFrame } from '../frames/frames.ts';
import { choiceWords } from '../language/choice-words.ts';
import { bare, wordCount } from '../language/normalise.ts';
import { language } from '../language/words.ts';
import { parsePosition } from '../slots/parse-choice.ts';
import { clearAnswer } from '../turn/answers.ts';
import { takeLaterWords, topic } from '../turn/follow-up.ts';
import { correctable } from '../turn/lines.ts';
import { rate as keepRating, readRating } from '../turn/rating.ts';
import { abandon } from '../turn/settle-stack.ts';
import { startRun } from '../turn/start-run.ts';
import { summaryOf } from '../turn/ticket-request.ts';

/** "Is it more about A or B?": by button, name, place in the list, or the topic of other words. */
export const pickTopic: Command = (turn, { text, topic: read }) => {
  const { pending } = turn.state;
  if (pending?.kind !== 'which') return false;
  const said = bare(text);
  const position = parsePosition(said, pending.workflows.length, choiceWords(turn.language));
  const chosen = pending.workflows.find((id, index) => {
    const { button, name } = workflowOf(turn, id).definition;
    return bare(button) === said || bare(name) === said || index === position;
  });
  if (chosen !== undefined) {
    startRun(turn, chosen, pending.text, []);
    return 'done';
  }
  if (language(turn).names('both', text)) {
    const [first = '', ...rest] = pending.workflows;
    startRun(turn, first, pending.text, rest.slice(0, 1));
    return 'done';
  }
  // Named in other words: the nearer of the offered ones is meant where the message points there.
  const nearest = read?.alternatives.find(({ workflow }) => pending.workflows.includes(workflow))?.workflow;
  const isMatch = read?.outcome === 'match' && read.workflow === nearest;
  if (nearest === undefined || !(isMatch || (read?.outcome === 'unsure' && wordCount(text) <= 6))) return false;
  startRun(turn, nearest, isMatch ? `${pending.text}. ${text}` : pending.text, []);
  return 'done';
};

/** None of the buttons: her own words are asked for. */
export const otherWords: Command = (turn, heard) => {
  if (!has(heard, 'no', 'skip') && !language(turn).names('something_else', heard.text)) return false;
  clearFrames(turn.state);
  tell(turn, 'own_words.about');
  return 'done';
};

/** The question outside the steps once more. */
export const askAgain: Command = () => 'said';

/** Nothing changes: on where the talk was. */
export const stay: Command = (turn) => {
  popFrame(turn.state);
  tell(turn, 'open.go_on');
  return 'moved';
};

/** The line that is to be changed, named by its label: it is asked anew. */
export const pickLine: Command = (turn, { text }) => {
  const run = activeRun(turn.state);
  if (run === null) return false;
  const said = bare(text);
  const line = correctable(turn, run).find(
    ({ label, name }) =>
      bare(label) === said || bare(label.slice(0, 20)) === said || bare(name.replaceAll('_', ' ')) === said,
  );
  if (line === undefined) return false;
  popFrame(turn.state);
  clearAnswer(turn, run, line.name);
  return 'moved';
};

/** Yes to the second problem that the message named. */
export const takeSecond: Command = (turn) => {
  const { pending } = turn.state;
  if (pending?.kind !== 'second') return false;
  // The first message named this one, too; what it said of it is not asked again.
  startRun(turn, pending.workflow, wordsOfSecond(turn, pending.workflow), []);
  return 'done';
};

/** The same, with more about it. */
export const takeSecondNamed: Command = (turn, { text, topic: read }) => {
  const { pending } = turn.state;
  if (pending?.kind !== 'second' || read?.workflow !== pending.workflow) return false;
  startRun(turn, pending.workflow, `${wordsOfSecond(turn, pending.workflow)}. ${text}`, []);
  return 'done';
};

const wordsOfSecond = (turn: Turn, id: string): string => takeLaterWords(turn, id) ?? turn.state.run?.firstText ?? '';

/** No to what waits: it is left, with a ticket where it is worth one. */
export const leaveWaiting: Command = (turn, heard) => {
  const { state } = turn;
  const { pending } = state;
  state.pending = null;
  if (pending?.kind === 'second') takeLaterWords(turn, pending.workflow);
  if (pending?.kind !== 'resume') return 'said';
  const waiting = state.stack.findLast(({ workflow }) => workflow === pending.workflow);
  state.stack = state.stack.filter((run) => run !== waiting);
  const isDropped = waiting === undefined || !waiting.confirmed || waiting.ticketed || has(heard, 'solved', 'cancel');
  if (isDropped || !abandon(turn, waiting, turn.team('team.reason.turned'))) tell(turn, 'closing.left');
  else tell(turn, 'closing.left_logged', { topic: topic(turn, waiting.workflow) });
  return 'said';
};

/** Words beyond these say something for the team, too. */
const answerWordsMax = 7;

/** A shorter first message, in letters, describes nothing. */
const toldMin = 12;

/** What was told goes to the request that is open already. */
export const addToOpen: Command = (turn, { text }) => {
  const run = activeRun(turn.state);
  const { pending } = turn.state;
  if (run === null || pending?.kind !== 'add') return false;
  popFrame(turn.state);
  const { ticketId, number, email } = pending;
  Object.assign(run, { detour: 'add', addTo: { ticketId, number, email } });
  // Who has answered everything already is not asked to tell it again.
  const before = run.slots.details?.t ?? (run.confirmed || run.firstText.length >= toldMin ? summaryOf(turn, run) : '');
  const beside = wordCount(text) > answerWordsMax ? text.trim().slice(0, 500) : '';
  const told = [before, beside].filter((part) => part !== '').join('\n');
  if (told !== '') run.slots.details = { v: told, t: told };
  return 'moved';
};

/** A request of its own. */
export const openNew: Command = (turn) => {
  popFrame(turn.state);
  return 'moved';
};

/** The two buttons in other words. */
export const addOrOpen: Command = (turn, heard) => {
  const words = language(turn);
  if (words.names('add_to_it', heard.text)) return addToOpen(turn, heard);
  return words.names('new_one', heard.text) ? openNew(turn, heard) : false;
};

/** Stars, in figures or words. */
export const rate: Command = (turn, { text }) => {
  const rating = readRating(text, language(turn));
  if (rating === null) return false;
  clearFrames(turn.state);
  keepRating(turn, rating);
  say(turn, turn.words(rating >= 4 ? 'rating.good' : 'rating.frank'));
  return 'done';
};

/** The end of the talk, without stars. */
export const endChat: Command = (turn) => {
  clearFrames(turn.state);
  tell(turn, 'rating.skipped');
  return 'done';
};
