import { splitText } from './split-text.ts';

/** Limits per channel (salesiq.md §3.3); channels without a documented limit get what our contract allows. */
const channelLimits: ReadonlyMap<string, { readonly count: number; readonly chars: number }> = new Map([
  ['facebook', { count: 13, chars: 20 }],
  ['instagram', { count: 13, chars: 20 }],
  ['whatsapp', { count: 10, chars: 20 }],
]);
const defaultLimits = { count: 20, chars: 80 } as const;

export interface Suggestions {
  readonly buttons: string[];
  /** What the buttons mean in full, where the channel had to shorten or drop some. */
  readonly legend: string | undefined;
}

export function isSocialChannel(channel: string | undefined): boolean {
  return channelLimits.has(channelName(channel));
}

/**
 * Quick answers within the limits of the customer's channel. SalesIQ would cut silently; we cut ourselves, keep the last
 * button (the way out, such as "Something else") and list all answers in full in the text.
 */
export function toSuggestions(suggestions: readonly string[], channel: string | undefined): Suggestions {
  const { count, chars } = channelLimits.get(channelName(channel)) ?? defaultLimits;
  const wanted = suggestions.map((text) => text.trim()).filter((text) => text !== '');
  const kept = wanted.length <= count ? wanted : [...wanted.slice(0, count - 1), ...wanted.slice(-1)];
  const buttons = [...new Set(kept.map((text) => shorten(text, chars)))];
  const complete = buttons.length === wanted.length && buttons.every((button, index) => button === wanted[index]);
  return { buttons, legend: complete ? undefined : wanted.map((text) => `- ${text}`).join('\n') };
}

function shorten(text: string, chars: number): string {
  return text.length <= chars ? text : `${splitText(text, chars - 1)[0] ?? ''}…`;
}

function channelName(channel: string | undefined): string {
  return (channel ?? '').toLowerCase().replace(/[^a-z]/g, '');
}
