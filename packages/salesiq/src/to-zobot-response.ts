import type { BotReply } from '@acebuddy/contracts';
import { type InputOptions, toInput } from './input-card.ts';
import { toReplyTexts } from './reply-texts.ts';
import { toSuggestions } from './suggestions.ts';
import { replyCharsMax, type ZobotResponse } from './zobot-response.ts';

/** Said when the bot has nothing to say but SalesIQ wants `replies` (salesiq.md §3). */
export interface StandIns {
  readonly silent: string;
  readonly pending: string;
  readonly forward: string;
  readonly reply: string;
}

export interface ToZobotResponseOptions {
  readonly standIns: StandIns;
  /** The visitor's channel (`Website`, `WhatsApp`, …), for its limits. */
  readonly channel?: string | undefined;
  /** Replies of 250 characters instead of 1,000, for portals that refuse longer ones. */
  readonly strictLength?: boolean;
  /** Department for `forward` when the reply names none. */
  readonly forwardDepartment?: string | undefined;
  /** This answers a `failure`: another `forward` would loop (§2.8) and becomes a `reply`. */
  readonly afterFailure?: boolean;
  readonly countryCode?: string;
  /**
   * What a bot that must say nothing answers. SalesIQ makes `action` and `replies` mandatory, and four calls without a valid
   * answer turn the bot off (§1.3, §3); an empty list is not documented as valid. SalesIQ calls the bot only while it
   * believes that the bot attends the chat, so a silent turn is a race with an operator, or our belief is out of date. One
   * neutral line is right in both cases. `empty` sends `"replies": []` for portals where that is known to be accepted.
   */
  readonly silentTurn?: 'acknowledge' | 'empty';
}

/** What is said; the session's summary is not SalesIQ's business. */
export type Turn = Omit<BotReply, 'session'>;

/** The bot's turn in SalesIQ's words, within its limits. Pure. */
export function toZobotResponse(reply: Turn, options: ToZobotResponseOptions): ZobotResponse {
  const charsMax = options.strictLength ? replyCharsMax.strict : replyCharsMax.normal;
  switch (reply.action) {
    case 'silent':
      return toSilentTurn(reply.replies, charsMax, options);
    case 'pending':
      return { action: 'pending', replies: textsOr(options.standIns.pending, reply.replies, charsMax) };
    case 'forward':
      if (options.afterFailure) return toReply(reply, charsMax, options);
      return toForward(reply, charsMax, options);
    case 'reply':
      return toReply(reply, charsMax, options);
  }
}

function toSilentTurn(texts: readonly string[], charsMax: number, options: ToZobotResponseOptions): ZobotResponse {
  if (options.silentTurn === 'empty') return { action: 'reply', replies: [] };
  return { action: 'reply', replies: textsOr(options.standIns.silent, texts, charsMax) };
}

function toForward(reply: Turn, charsMax: number, options: ToZobotResponseOptions): ZobotResponse {
  const department = reply.department ?? options.forwardDepartment;
  return {
    action: 'forward',
    replies: textsOr(options.standIns.forward, reply.replies, charsMax),
    ...(department !== undefined && { department }),
  };
}

/** SalesIQ ignores `suggestions` beside `input` (§3), so only one of them is sent. */
function toReply(reply: Turn, charsMax: number, options: ToZobotResponseOptions): ZobotResponse {
  const inputOptions: InputOptions = { channel: options.channel, countryCode: options.countryCode ?? '+1' };
  const input = toInput(reply.input, inputOptions);
  if (input !== undefined) {
    return { action: 'reply', replies: textsOr(options.standIns.reply, reply.replies, charsMax), input };
  }
  const { buttons, legend } = toSuggestions(reply.suggestions, options.channel);
  const texts = legend === undefined ? reply.replies : withLegend(reply.replies, legend);
  return {
    action: 'reply',
    replies: textsOr(options.standIns.reply, texts, charsMax),
    ...(buttons.length > 0 && { suggestions: buttons }),
  };
}

function withLegend(texts: readonly string[], legend: string): string[] {
  return [...texts.slice(0, -1), [...texts.slice(-1), legend].join('\n\n')];
}

function textsOr(standIn: string, texts: readonly string[], charsMax: number): string[] {
  const fitting = toReplyTexts(texts, charsMax);
  return fitting.length > 0 ? fitting : [standIn];
}
