import type { SlotDefinition } from '../definition/slot-schema.ts';
import { bare, escapeRegex, normalise } from '../language/normalise.ts';
import type { Answer } from '../state/state-schema.ts';
import { parseAnswer } from './parse-answer.ts';
import { mentions, optionsOf, toParsed } from './parse-choice.ts';
import { findErrorCode } from './parse-error-code.ts';
import type { SlotContext } from './slot-context.ts';

/**
 * What a message says about a slot that it is not the answer to. Only what is unmistakable: a choice named by a
 * synonym, a phrase the file listens for, an error number. Null when it says nothing.
 */
export function extract(slot: SlotDefinition, text: string, context: SlotContext): Answer | null {
  if (slot.only_when_asked) return null;
  for (const phrase of slot.listen) {
    const heard = hear(phrase, text);
    const read = heard === null ? null : parseAnswer(slot, heard, context);
    if (read?.ok === true) return read.answer;
  }
  const said = bare(text);
  switch (slot.type) {
    case 'choice': {
      const found = mentions(said, optionsOf(slot, context.lists));
      const read = found.length === 1 && found[0] !== undefined ? toParsed(found[0]) : null;
      return read?.ok === true ? read.answer : null;
    }
    case 'yes_no': {
      if (slot.no_when.some((phrase) => contains(said, phrase))) return { v: false, t: 'no' };
      if (slot.yes_when.some((phrase) => contains(said, phrase))) return { v: true, t: 'yes' };
      return null;
    }
    case 'error_code': {
      const code = findErrorCode(text);
      if (code !== null) return { v: code, t: code };
      return /\bno error(?: code| number| message)?s?\b/.test(said) ? { v: 'none', t: 'no error number' } : null;
    }
    default:
      return null;
  }
}

/** Patterns of the files' phrases: as many as the files hold, built once. */
const wholePhrases = new Map<string, RegExp>();
const heardPhrases = new Map<string, RegExp>();

function kept(patterns: Map<string, RegExp>, phrase: string, build: (phrase: string) => RegExp): RegExp {
  let pattern = patterns.get(phrase);
  if (pattern === undefined) {
    pattern = build(phrase);
    patterns.set(phrase, pattern);
  }
  return pattern;
}

function contains(said: string, phrase: string): boolean {
  return kept(wholePhrases, phrase, wholePhrase).test(said);
}

function wholePhrase(phrase: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegex(bare(phrase))}(?![\\p{L}\\p{N}])`, 'u');
}

/** The `{value}` of a phrase such as "my user name is {value}": up to the end of the clause, in the customer's spelling. */
function hear(phrase: string, text: string): string | null {
  const match = kept(heardPhrases, phrase, heardPhrase).exec(text.replace(/[\u2018\u2019]/g, "'"));
  return match?.[1]?.trim() ?? null;
}

function heardPhrase(phrase: string): RegExp {
  const [before = '', after = ''] = phrase.split('{value}');
  const words = (part: string) => escapeRegex(normalise(part).trim()).replace(/\s+/g, '\\s+');
  const end =
    after.trim() === '' ? '(?=[;!?\\n]|,\\s|\\.\\s|\\.$|\\s+(?:and|but|because|so)\\s|$)' : `(?=\\s*${words(after)})`;
  const start = before.trim() === '' ? '(?<![\\p{L}\\p{N}])' : `(?<![\\p{L}\\p{N}])${words(before)}\\s*`;
  const value = before.trim() === '' ? '[^\\s,;!?]+' : after.trim() === '' ? '.+?' : '[^,;!?\\n]+?';
  return new RegExp(`${start}(${value})${end}`, 'iu');
}
