import type { ChoiceSlot, SlotDefinition } from '../definition/slot-schema.ts';
import { bare } from '../language/normalise.ts';
import { readYesNo } from '../language/yes-no.ts';
import type { Words } from '../replies/reply-types.ts';
import { findSize } from './find-drive.ts';
import { optionsOf, parseChoice } from './parse-choice.ts';
import { parseEmail, parsePhone } from './parse-contact.ts';
import { parseErrorCode } from './parse-error-code.ts';
import { parseIp } from './parse-ip.ts';
import { parseDate, parseMoment } from './parse-moment.ts';
import { parseNumber, parsePercent } from './parse-number.ts';
import { parseName, parseText, parseUserName } from './parse-words.ts';
import { notParsed, type Parsed, parsed, type SlotContext } from './slot-context.ts';

/** Reads the answer to a slot's question. */
export function parseAnswer(slot: SlotDefinition, text: string, context: SlotContext): Parsed {
  const { words } = context;
  switch (slot.type) {
    case 'text':
      return slot.format === 'ip' ? parseIp(text, words) : parseText(text, slot, context);
    case 'name':
      return parseName(text, context);
    case 'username':
      return parseUserName(text, context);
    case 'email':
      return parseEmail(text, words);
    case 'phone':
      return parsePhone(text, context.country, words);
    case 'date':
      return parseDate(text, context, slot.future);
    case 'datetime':
      return parseMoment(text, context, slot);
    case 'percent':
      return parsePercent(text, words);
    case 'number':
      return parseNumber(text, slot, words);
    case 'error_code':
      return parseErrorCode(text, words);
    case 'choice':
      return (
        unlistedSize(slot, findSize(text, words.language), context) ??
        parseChoice(text, optionsOf(slot, context.lists), words)
      );
    case 'yes_no':
      return parseYesNo(slot, text, words);
  }
}

/** An amount of space that none of the configured ones is: noted as it was said, never taken for another one. */
export function unlistedSize(slot: ChoiceSlot, size: string | null, { lists, words }: SlotContext): Parsed | null {
  if (size === null || slot.list === undefined) return null;
  const sizes = (lists[slot.list] ?? []).map(({ value }) => findSize(value, words.language));
  const isOffered = sizes.every((one) => one === null) || sizes.includes(size);
  return isOffered ? null : parsed('other', words('answer.unlisted', { value: size }));
}

function parseYesNo(slot: Extract<SlotDefinition, { type: 'yes_no' }>, text: string, words: Words): Parsed {
  const [yes, no] = [parsed(true, words('answer.yes')), parsed(false, words('answer.no'))];
  const said = bare(text);
  if (slot.no_when.some((phrase) => said.includes(bare(phrase)))) return no;
  if (slot.yes_when.some((phrase) => said.includes(bare(phrase)))) return yes;
  switch (readYesNo(text, words.language)) {
    case 'yes':
      return yes;
    case 'no':
      return no;
    case 'unsure':
      return parsed(null, words('answer.not_sure'));
    default:
      return notParsed();
  }
}
