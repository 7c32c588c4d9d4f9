import type { Act } from '@acebuddy/detection';
import { type Heard, only, peopleWishes } from '../dialogue/heard.ts';
import { activeRun, type Turn } from '../flow/turn.ts';
import { bare, wordCount } from '../language/normalise.ts';
import { numberWords } from '../language/number-words.ts';
import { readCircumstances } from '../slots/read-circumstances.ts';
import { type Run, wordsMax } from '../state/state-schema.ts';
import { courtesy, quietActs } from './quiet-acts.ts';

const textCharsMax = 300;
/** Whoever pastes more than this pastes no words of her own. */
const readCharsMax = 1_000;
/** Fewer words say nothing by themselves. */
const wordsMin = 3;
/** What only moves the talk on, said at greater length, tells something, too. */
const wordsLong = 6;

/** What only moves the talk on. */
const moves: readonly Act[] = [...quietActs, 'not_worked', ...peopleWishes];

/**
 * Keeps what a message says beyond the answer that it is: its ticket quotes it, whatever became of the answer. To be called
 * before the message is acted on, since that may write the ticket.
 */
export function noteTold(turn: Turn, heard: Heard): void {
  turn.told = toldIn(turn, heard);
  const run = activeRun(turn.state);
  if (run !== null && turn.told !== null) addWords(run, turn.told);
}

/** One more text that the run's ticket quotes; of too many the shortest goes. */
export function addWords(run: Run, text: string): void {
  if (run.words.includes(text) || run.firstText.includes(text)) return;
  run.words.push(text);
  if (run.words.length <= wordsMax) return;
  const shortest = Math.min(...run.words.map((words) => words.length));
  run.words.splice(
    run.words.findIndex((words) => words.length === shortest),
    1,
  );
}

/** The message began something else: it is no word about this run. */
export function dropTold({ told }: Pick<Turn, 'told'>, run: Run): void {
  if (run.words.at(-1) === told) run.words.pop();
}

function toldIn({ language }: Turn, heard: Heard): string | null {
  const { text, question, isPlain } = heard;
  if (isPlain || !/\p{L}{2}/u.test(text)) return null;
  // A code is good for a while, and no ticket may have it.
  const start = text.slice(0, readCharsMax);
  const said = question.kind === 'code' ? withoutCodes(start, language) : start;
  const count = wordCount(said);
  const isEmpty = only(heard, ...(count < wordsLong ? moves : courtesy));
  const least = question.kind === 'code' ? wordsLong : wordsMin;
  if ((count < least || isEmpty) && readCircumstances([said], language).length === 0) return null;
  return said.trim().slice(0, textCharsMax);
}

const code = /(?<!\d)\d(?:[\s-]?\d){3,7}(?!\d)/g;

function withoutCodes(text: string, language: string): string {
  return text
    .replace(code, ' ')
    .replace(numberWords(language).dictated, ' ')
    .replace(/^[\s.,;:–-]+/, '')
    .replace(/\s+/g, ' ');
}

/** Texts that say more than the collected values they are made of. */
export function beyond(texts: readonly string[], values: readonly string[]): string[] {
  const known = values
    .map(bare)
    .filter((value) => value !== '')
    .sort((a, b) => b.length - a.length);
  return texts.filter((text) => wordCount(known.reduce((rest, value) => rest.replaceAll(value, ' '), bare(text))) > 1);
}
