import type { SlotDefinition } from '../definition/slot-schema.ts';
import { bare } from '../language/normalise.ts';
import { readYesNo } from '../language/yes-no.ts';
import { optionsOf, parseChoice } from './parse-choice.ts';
import { parseEmail, parsePhone } from './parse-contact.ts';
import { parseErrorCode } from './parse-error-code.ts';
import { parseDate, parseMoment } from './parse-moment.ts';
import { parseNumber, parsePercent } from './parse-number.ts';
import { parseName, parseText, parseUserName } from './parse-words.ts';
import { notParsed, type Parsed, parsed, type SlotContext } from './slot-context.ts';

/** Reads the answer to a slot's question. */
export function parseAnswer(slot: SlotDefinition, text: string, context: SlotContext): Parsed {
  switch (slot.type) {
    case 'text':
      return parseText(text, slot);
    case 'name':
      return parseName(text);
    case 'username':
      return parseUserName(text);
    case 'email':
      return parseEmail(text);
    case 'phone':
      return parsePhone(text);
    case 'date':
      return parseDate(text, context, slot.future);
    case 'datetime':
      return parseMoment(text, context, slot.future);
    case 'percent':
      return parsePercent(text);
    case 'number':
      return parseNumber(text, slot);
    case 'error_code':
      return parseErrorCode(text);
    case 'choice':
      return parseChoice(text, optionsOf(slot, context.lists));
    case 'yes_no':
      return parseYesNo(slot, text);
  }
}

function parseYesNo(slot: Extract<SlotDefinition, { type: 'yes_no' }>, text: string): Parsed {
  const said = bare(text);
  if (slot.no_when.some((phrase) => said.includes(bare(phrase)))) return parsed(false, 'no');
  if (slot.yes_when.some((phrase) => said.includes(bare(phrase)))) return parsed(true, 'yes');
  switch (readYesNo(text)) {
    case 'yes':
      return parsed(true, 'yes');
    case 'no':
      return parsed(false, 'no');
    default:
      return notParsed();
  }
}
