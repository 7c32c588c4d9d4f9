import type { InputCard } from '@acebuddy/contracts';
import { type ToZobotResponseOptions, type Turn, toZobotResponse } from './to-zobot-response.ts';
import type { ZobotResponse } from './zobot-response.ts';

export interface CallbackContent {
  readonly text: string;
  readonly suggestions?: readonly string[];
  readonly input?: InputCard | undefined;
}

/** What finishes a `pending` turn: like a normal reply, with every text as an object (salesiq.md §6). */
export function toCallbackResponse(
  content: CallbackContent,
  options: Omit<ToZobotResponseOptions, 'standIns'> = {},
): ZobotResponse {
  const { text, suggestions = [], input } = content;
  // A callback always has words.
  const standIns = { silent: text, pending: text, forward: text, reply: text };
  const said: Turn = { action: 'reply', replies: [text], suggestions: [...suggestions] };
  const turn = toZobotResponse(input === undefined ? said : { ...said, input }, { ...options, standIns });
  return { ...turn, replies: turn.replies.map((reply) => (typeof reply === 'string' ? { text: reply } : reply)) };
}
