import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type OpenQuestion, type QuestionKind, questionKinds } from '@acebuddy/detection';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Understanding } from '../engine-types.ts';
import type { ButtonKey } from '../flow/reply.ts';
import { activeRun, type Turn } from '../flow/turn.ts';
import { bare, wordCount } from '../language/normalise.ts';
import { textTable } from '../replies/generated/text-table.ts';
import type { Replies } from '../replies/replies.ts';
import type { ReplyKey } from '../replies/reply-types.ts';
import { peekStop } from '../turn/proceed.ts';
import { openQuestion } from './open-question.ts';

const count = z.int().min(1);
const rules = z
  .strictObject({
    sure_from: z.number().min(0).max(1),
    words_min: count,
    first_words_min: count,
    at_values: z.strictObject({
      kinds: z.array(z.enum(questionKinds)),
      words_min: count,
      screens: z.string(),
      messages: count,
    }),
  })
  .parse(parse(readFileSync(fileURLToPath(new URL('../../dialogue/languages.yaml', import.meta.url)), 'utf8')));

export interface Languages {
  /** In which the message is read: its own, where that is clear. */
  readonly read: string;
  /** In which it is answered. */
  readonly answered: string;
}

/**
 * The languages of a message by `dialogue/languages.yaml`; what the chat goes on in is noted in the state.
 *
 * @param replies the languages that there are replies in, and what stands on their buttons
 */
export function followLanguage(turn: Turn, understanding: Understanding | null, replies: Replies): Languages {
  const { state, language, said } = turn;
  const heard = understanding?.language;
  const stays = { read: language, answered: language };
  if (said === null || heard === undefined || heard.confidence < rules.sure_from) return stays;
  if (!replies.languages.includes(heard.tag)) return stays;
  if (language.split('-')[0] === heard.tag) {
    state.heardLanguage = null;
    // What the channel named is known from her own words now.
    if (wordCount(said) >= rules.words_min) state.language ??= language;
    return stays;
  }
  const question = asked(turn);
  // What stands on a button or is the name of a choice is in the language it is written in there.
  const written = [...(question.options ?? []), ...buttonsOf(replies, heard.tag)];
  if (written.some((text) => bare(text) === bare(said))) return stays;
  if (!isEnough(turn, question.kind, wordCount(said), heard.tag)) return { read: heard.tag, answered: language };
  state.heardLanguage = null;
  state.language = heard.tag;
  return { read: heard.tag, answered: heard.tag };
}

const isButton = (key: ReplyKey): key is ButtonKey => key.startsWith('button.');
const buttonKeys = (Object.keys(textTable) as ReplyKey[]).filter(isButton);
const buttonsOf = (replies: Replies, language: string): string[] => buttonKeys.map((key) => replies.in(language)(key));

/** Whether so much was written in another language that the chat goes on in it. */
function isEnough({ state }: Turn, kind: QuestionKind, words: number, tag: string): boolean {
  const isKnown = state.language != null;
  if (kind === 'idle' && !isKnown) return words >= rules.first_words_min;
  const { kinds, words_min: wordsMin, screens, messages } = rules.at_values;
  if (!kinds.includes(kind)) return words >= rules.words_min;
  if (words < wordsMin) return false;
  if (!isKnown || tag !== screens) return true;
  const before = state.heardLanguage?.tag === tag ? state.heardLanguage.messages : 0;
  state.heardLanguage = { tag, messages: before + 1 };
  return before + 1 >= messages;
}

/** The question that is open, before the message is read. */
function asked(turn: Turn): OpenQuestion {
  const run = activeRun(turn.state);
  return openQuestion({ ...turn, askedAt: run === null ? null : peekStop(turn, run) });
}
