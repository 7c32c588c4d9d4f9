import { emailSchema } from '@acebuddy/contracts';
import type { ZobotInput } from '../zobot-response.ts';

/** What SalesIQ sends for a value entered into a card; throws with the card's own words when it does not accept it. */
export function answerCard(card: ZobotInput, value: string): string {
  switch (card.type) {
    case 'email':
      return accept(emailSchema.safeParse(value).success, value, card.error[0]);
    case 'tel':
      return accept(/^[+\d][\d\s().-]{4,}$/.test(value), value, card.error[0]);
    case 'name':
      return accept(value.trim() !== '', value, card.error[0]);
    case 'select':
      return accept(card.options.includes(value), value, `not an option: ${card.options.join(', ')}`);
    case 'multiple-select': {
      const chosen = value.split(',').map((option) => option.trim());
      const valid = chosen.length <= card.max_selection && chosen.every((option) => card.options.includes(option));
      return accept(valid, chosen.join(', '), `not a selection of: ${card.options.join(', ')}`);
    }
    case 'star-rating':
      return accept(/^[1-5]$/.test(value), value, 'a star rating is 1 to 5');
    case 'calendar':
    case 'file':
      return value;
  }
}

function accept(valid: boolean, value: string, complaint: string | undefined): string {
  if (!valid) throw new Error(`the card refuses "${value}": ${complaint ?? 'invalid'}`);
  return value;
}
