import type { InputCard } from '@acebuddy/contracts';
import { isSocialChannel } from './suggestions.ts';
import type { ZobotInput } from './zobot-response.ts';

/** Shown by SalesIQ under a field whose content it does not accept, where the workflow has no words of its own. */
const defaultErrors = {
  name: 'Please enter your name.',
  email: 'Please enter a valid e-mail address.',
  tel: 'Please enter a valid phone number.',
} as const;

export interface InputOptions {
  readonly channel: string | undefined;
  /** Preselected in phone fields, for example `+1`. */
  readonly countryCode: string;
}

/** SalesIQ's form of an input card (salesiq.md §3.4); undefined where the customer's channel has no such card. */
export function toInput(card: InputCard | undefined, options: InputOptions): ZobotInput | undefined {
  if (card === undefined) return undefined;
  switch (card.type) {
    case 'name':
    case 'email':
      return { type: card.type, ...field(card) };
    case 'tel':
      return { type: card.type, ...field(card), country_code: options.countryCode };
    case 'select':
      return { type: card.type, options: card.options };
    case 'multiple-select':
      return { type: card.type, options: card.options, max_selection: card.maxSelection };
    case 'calendar':
      return { type: card.type, time: card.time, ...(card.timeZone !== undefined && { tz: card.timeZone }) };
    case 'star-rating':
      return { type: card.type };
    case 'file':
      return isSocialChannel(options.channel) ? undefined : { type: card.type, max: card.max };
  }
}

type FieldCard = Extract<InputCard, { placeholder: string }>;

function field(card: FieldCard): { placeholder: string; value?: string; error: string[] } {
  return {
    placeholder: card.placeholder,
    ...(card.value !== undefined && { value: card.value }),
    error: [card.error ?? defaultErrors[card.type]],
  };
}
