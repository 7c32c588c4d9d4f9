import type { ConversationRow } from '../api/types.ts';
import type { Tone } from '../ui/badge.tsx';
import type { IconName } from '../ui/icon.tsx';
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

/** Where a chat stands, in plain words: who waits for a person comes before everything else. */
export function standingOf({ state, holder }: Pick<ConversationRow, 'state' | 'holder'>): Standing {
  if (holder === 'waiting') return { text: 'Waits for a person', icon: 'wait', tone: 'warn' };
  if (holder === 'person') return { text: 'With a person', icon: 'person', tone: 'accent' };
  return { text: wordOf('states', state), ...(byState[state] ?? { icon: 'chats', tone: 'plain' }) };
}
