import type { SlotDefinition } from '../definition/slot-schema.ts';
import { keptByText } from '../language/kept.ts';
import { bare, escapeRegex } from '../language/normalise.ts';
import type { Answer } from '../state/state-schema.ts';
import { hear } from './hear.ts';
import { findModel, findPersonName, looksLikeId } from './heard-words.ts';
import { parseAnswer } from './parse-answer.ts';
import { mentions, optionsOf, toParsed } from './parse-choice.ts';
import { findEmails } from './parse-contact.ts';
import { findErrorCode } from './parse-error-code.ts';
import type { SlotContext } from './slot-context.ts';

/**
 * What a message says about a slot that it is not the answer to. Only what is unmistakable: a choice named by a
 * synonym, a phrase the file listens for, an error number. Null when it says nothing.
 */
export function extract(slot: SlotDefinition, text: string, context: SlotContext): Answer | null {
  return slot.only_when_asked
    ? null
    : (heardIn(slot, text, context) ?? named(slot, text, context) ?? found(slot, text, context));
}

/** The same from an answer in free words: an address or a name in it may be anybody's. */
export function extractFromAnswer(slot: SlotDefinition, text: string, context: SlotContext): Answer | null {
  return slot.only_when_asked ? null : (heardIn(slot, text, context) ?? named(slot, text, context));
}

/** What a phrase of the file led to. */
export function heardIn(slot: SlotDefinition, text: string, context: SlotContext): Answer | null {
  for (const phrase of slot.listen) {
    const heard = asHeard(slot, hear(phrase, text, slot.type));
    const read = heard === null ? null : parseAnswer(slot, heard, context);
    if (read?.ok === true) return read.answer;
  }
  return null;
}

/** What a phrase may have heard, cut down to what this sort of answer looks like; null when it looks like none. */
function asHeard(slot: SlotDefinition, heard: string | null): string | null {
  if (heard === null) return null;
  if (slot.type === 'username') return accountIn(heard);
  if (slot.type !== 'text' || !slot.one_id) return heard;
  const [first = ''] = heard.split(/\s+/);
  return looksLikeId(first.replace(/[.!?]+$/, '')) ? first.replace(/[.!?]+$/, '') : null;
}

const notAccounts =
  /^(?:a|an|and|are|at|but|can|for|has|have|he|i|if|in|is|isn't|it|locked|my|not|no|of|on|or|she|so|that|the|they|to|too|was|we|what|with|who|works?|expired|wrong|invalid|incorrect|blocked|disabled|changed|forgotten|password|field|box|doesn't|does|won't|accounts?|names?|management|cannot|can't|says|please|needs?|keeps?|got|gets?|already|again|still)$/i;

/** The account's name that stands first: "mlopez, second time today". A sentence that goes on is none. */
function accountIn(heard: string): string | null {
  const words = heard.replace(/^(?:is|=|:)\s+/i, '').split(/\s+/);
  const [first = ''] = words;
  return first === '' || notAccounts.test(bare(first)) ? null : first;
}

/** What the file has words for: choices, yes and no, error numbers. */
function named(slot: SlotDefinition, text: string, context: SlotContext): Answer | null {
  const said = bare(text);
  switch (slot.type) {
    case 'choice': {
      const options = mentions(said, optionsOf(slot, context.lists));
      const read = options.length === 1 && options[0] !== undefined ? toParsed(options[0]) : null;
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

/** What is recognised by its looks: a person's name, an address, a model, a moment. */
function found(slot: SlotDefinition, text: string, context: SlotContext): Answer | null {
  switch (slot.type) {
    case 'name':
      return toAnswer(slot.find ? findPersonName(text) : null);
    case 'email': {
      const own = /\bmy (?:own )?(?:e-?mail|address)\b/i.test(text);
      const [email, second] = slot.find && !own ? findEmails(text) : [];
      return toAnswer(second === undefined ? (email ?? null) : null);
    }
    case 'text':
      return toAnswer(findModel(text, slot.makes));
    case 'datetime': {
      const said = bare(text);
      // "Slow since 9 am" is no wish for nine o'clock.
      if (!slot.find || /\b(?:since|started|began|yesterday|last)\b/.test(said) || !/\d|noon|midnight/.test(said))
        return null;
      const read = parseAnswer(slot, text, context);
      return read.ok ? read.answer : null;
    }
    default:
      return null;
  }
}

const toAnswer = (text: string | null): Answer | null => (text === null ? null : { v: text, t: text });

/** Whole words of a phrase in a text that is bare already. */
export function contains(said: string, phrase: string): boolean {
  return wholePhrase(phrase).test(said);
}

const wholePhrase = keptByText(
  (phrase) => new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegex(bare(phrase))}(?![\\p{L}\\p{N}])`, 'u'),
);
