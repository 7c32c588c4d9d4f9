import type { Attachment } from '@acebuddy/contracts';
import type { Matter, OpenQuestion } from '@acebuddy/detection';
import type { Understanding } from '../engine-types.ts';
import { activeRun, type Turn, tell } from '../flow/turn.ts';
import { clearFrames, patternOf } from '../frames/frames.ts';
import { wordCount } from '../language/normalise.ts';
import { askedIn, asksMeaning, onlyWonders, questionTopic } from '../language/questions.ts';
import { says } from '../language/sayings.ts';
import { explainedIn } from '../language/terms.ts';
import { comeBack } from '../turn/come-back.ts';
import { noteAttachments } from '../turn/files.ts';
import { workflowOfMatter } from '../turn/matter.ts';
import { isOpenTicket } from '../turn/open-ticket.ts';
import { peekStop } from '../turn/proceed.ts';
import { withoutSecrets } from '../turn/secrets.ts';
import { noteTold } from '../turn/told.ts';
import { keepTold } from '../turn/untold.ts';
import { newestOfHers } from '../turn/who-says.ts';
import type { Heard } from './heard.ts';
import { openQuestion } from './open-question.ts';
import { read } from './read.ts';
import { goOn, respond } from './respond.ts';

export interface Message {
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly topic: Understanding | null;
}

/** One message of the customer: read, decided, done, and answered with the question that is open then. */
export function handleMessage(turn: Turn, message: Message): void {
  noteAttachments(turn, message.attachments);
  const text = message.text.trim();
  const rest = text === '' ? '' : withoutSecrets(turn, text);
  if (rest === '') {
    turn.trace.rule = text === '' ? 'only_files' : 'only_a_secret';
    if (text === '') noteFiles(turn, message.attachments.length);
    else goOn(turn, false);
    return;
  }
  if (asksUnknown(turn)) {
    turn.trace.rule = 'newer_question';
    return;
  }
  if (comeBack(turn, () => hear(turn, message, rest))) {
    turn.trace.rule = 'came_back';
    return;
  }
  const heard = hear(turn, message, rest);
  noteTold(turn, heard);
  respond(turn, heard);
  keepTold(turn, heard);
}

/** The message as it reads behind the question that is open now. */
function hear(turn: Turn, { attachments, topic }: Message, text: string): Heard {
  const run = activeRun(turn.state);
  turn.askedAt = run === null ? null : peekStop(turn, run);
  const question = openQuestion(turn);
  const heard = {
    text,
    attachments,
    topic: topicOf(turn, text, topic),
    matter: matterOf(turn, text, question),
    question,
    ...read(turn, text, question, topic),
  };
  turn.trace.heard = heard;
  turn.trace.at = run === null ? null : { workflow: run.workflow, step: turn.askedAt?.key ?? null };
  return heard;
}

/** So few words, in a chat that was understood before, are names rather than another language: "Jane Pruitt, jpruitt". */
const foreignWordsMin = 5;

function topicOf({ state }: Turn, text: string, topic: Understanding | null): Understanding | null {
  const isUnderstood = state.tickets.length > 0 || activeRun(state) !== null;
  if (topic?.foreign !== true || !isUnderstood || wordCount(text) >= foreignWordsMin) return topic;
  const { foreign: _, ...rest } = topic;
  return rest;
}

function noteFiles(turn: Turn, count: number): void {
  if (count > 0) tell(turn, 'files.got', { count });
  if (count > 0 && activeRun(turn.state) === null && turn.state.pending === null) tell(turn, 'files.what_about');
  else goOn(turn, false);
}

/**
 * The answer to a question that a newer release asked, which stands beside this one during an update: said once more it most
 * likely reaches that release. False the second time: then the question is dropped and the message means what it says.
 */
function asksUnknown(turn: Turn): boolean {
  const { state } = turn;
  if (state.pending === null || patternOf(turn) !== null) return false;
  state.misses += 1;
  if (state.misses > 1) {
    clearFrames(state);
    return false;
  }
  tell(turn, 'understanding.once_more');
  return true;
}

const matterWordsMin = 4;

/** The matter of a message, where a workflow takes care of it. */
function matterOf(turn: Turn, text: string, { kind }: OpenQuestion): Heard['matter'] {
  // A word or two answers what was asked; an emergency takes more to tell.
  if (wordCount(text) < matterWordsMin) return null;
  const matter = turn.matters(text, turn.language);
  if (matter === null || workflowOfMatter(turn, matter.kind) === null) return null;
  // "I won't touch those credentials" and "will I lose my mails" speak of the step that is open.
  const isOfStep = kind === 'guide' && says('refuses', text, turn.language);
  return isOfStep || isFeared(turn, text, matter) ? null : matter;
}

/** So few words of a question tell of nothing that has happened. */
const wonderWordsMax = 12;

/** Whether she only asks about what she fears, or what a word means, beside what is in hands already, and tells of nothing. */
function isFeared(turn: Turn, text: string, { kind }: Matter): boolean {
  const { language } = turn;
  const ticket = newestOfHers(turn);
  if (activeRun(turn.state) === null && (ticket === undefined || !isOpenTicket(ticket))) return false;
  const { questions, rest } = askedIn(text, language);
  if (questions.length === 0 || turn.matters(rest, language)?.kind === kind) return false;
  const fears = (one: string) =>
    kind === 'data_loss' && questionTopic(one, language) === 'lose' && says('feared', one, language);
  // "What's a VPN?" reports nothing.
  const wondersOf = (one: string) => asksMeaning(one, language) && explainedIn(one, language).length > 0;
  if (questions.some((one) => fears(one) || wondersOf(one))) return true;
  const wonders = (one: string) => wordCount(one) <= wonderWordsMax && onlyWonders(one, language);
  return questions.every((one) => wonders(one) || turn.matters(one, language)?.kind !== kind);
}
