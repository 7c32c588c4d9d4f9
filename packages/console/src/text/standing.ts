import type { ConversationRow } from '../api/types.ts';
import type { Tone } from '../ui/badge.tsx';
import type { IconName } from '../ui/icon.tsx';
import words from './words.json' with { type: 'json' };
import { wordOf } from './words.ts';

export interface Standing {
  readonly text: string;
  readonly icon: IconName;
  readonly tone: Tone;
}

const byState: Readonly<Record<string, Pick<Standing, 'icon' | 'tone'>>> = {
  new: { icon: 'bot', tone: 'accent' },
  active: { icon: 'bot', tone: 'accent' },
  verifying: { icon: 'lock', tone: 'accent' },
  resolved: { icon: 'check', tone: 'good' },
  ticket: { icon: 'ticket', tone: 'good' },
  awaiting_approval: { icon: 'approvals', tone: 'warn' },
  declined: { icon: 'bad', tone: 'plain' },
  escalated: { icon: 'person', tone: 'accent' },
  abandoned: { icon: 'left', tone: 'plain' },
  closed: { icon: 'check', tone: 'plain' },
};

/**
 * How a request stands now, in plain words: who waits for a person, or was left alone, comes before everything else. How its
 * chat ended is another question, which `endingOf` answers: a ticket that a chat ended with may be done by now.
 */
export function standingOf({
  state,
  holder,
  waitingSince,
}: Pick<ConversationRow, 'state' | 'holder' | 'waitingSince'>): Standing {
  // The bot has it again, and nobody has looked after it since. Both end when "needs attention" counts it no more.
  if (holder === 'bot' && waitingSince !== null) return { text: 'Nobody came', icon: 'warn', tone: 'bad' };
  if (holder === 'waiting' && waitingSince !== null) return { text: 'Waits for a person', icon: 'wait', tone: 'warn' };
  if (holder === 'person') return { text: 'With a person', icon: 'person', tone: 'accent' };
  return { text: wordOf('states', state), ...(byState[state] ?? { icon: 'chats', tone: 'plain' }) };
}

/**
 * How the chat about a request ended, in plain words; null: it has not, or nothing was asked for. `outcome` is of the facts
 * (`outcomes`), or where they tell nothing any more, of the dialogue (`runOutcomes`).
 */
export function endingOf(outcome: string | null): string | null {
  if (outcome === null || outcome === 'open') return null;
  return wordOf(Object.hasOwn(words.runOutcomes, outcome) ? 'runOutcomes' : 'outcomes', outcome);
}
