import type { KeyObject } from 'node:crypto';
import { randomUUID } from 'node:crypto';
import { textOf } from './apply-response.ts';
import { type BotCall, createBotCaller } from './bot-caller.ts';
import type { CallContent } from './call-body.ts';
import { answerCard } from './card-answer.ts';
import type { SalesiqPortal } from './portal.ts';
import type { Offer, SimulatedLine, SimulatedVisitor } from './portal-types.ts';
import { takeTurn } from './take-turn.ts';

export interface ChatWindowOptions {
  readonly portal: SalesiqPortal;
  readonly webhookUrl: string;
  readonly visitor?: Partial<SimulatedVisitor>;
  /** `Website`, `WhatsApp`, … */
  readonly channel?: string;
  readonly signWith?: KeyObject;
  readonly fetch?: typeof fetch;
  readonly newId?: () => string;
  /** SalesIQ waits 5 s at the least (salesiq.md §1.2). */
  readonly timeoutMs?: number;
  readonly replyCharsMax?: number;
  readonly emptyRepliesAllowed?: boolean;
  /** A console preview: ids begin with `botpreview_` and have no REST API. */
  readonly preview?: boolean;
  /** A window of an earlier process, as its `kept()` said; the portal must have its conversation. */
  readonly resume?: KeptWindow;
}

/** What a window remembers beside the portal; plain JSON. */
export interface KeptWindow {
  readonly conversationId?: string;
  readonly question?: string;
  readonly greeting: readonly SimulatedLine[];
  readonly greetingOffer: Offer;
}

/** A customer at her chat window. Every method resolves when SalesIQ has dealt with the bot's answer. */
export interface ChatWindow {
  /** She opens the window: `trigger`. There is no conversation id yet. */
  open(): Promise<readonly string[]>;
  /** She types. Returns what the bot said to it; nothing while an operator has the chat. */
  say(text: string, attachments?: readonly unknown[]): Promise<readonly string[]>;
  /** She clicks one of the offered suggestions; throws when it is not offered. */
  choose(suggestion: string): Promise<readonly string[]>;
  /** She fills the offered input card; throws when there is none or it does not accept the value. */
  fill(value: string): Promise<readonly string[]>;
  /** The last call once more, byte for byte, as a proxy would repeat it; the customer sees nothing of it. */
  repeatLast(): Promise<BotCall>;
  /** She leaves: SalesIQ completes the conversation. */
  leave(): void;
  /** Undefined until her first message. */
  conversationId(): string | undefined;
  seen(): readonly SimulatedLine[];
  offered(): Offer;
  /** Whether a `pending` turn is still open. */
  waiting(): boolean;
  /** For `resume` in a later process. */
  kept(): KeptWindow;
  /** Every call to the bot with its outcome, in order. */
  readonly calls: readonly BotCall[];
}

export function createChatWindow(options: ChatWindowOptions): ChatWindow {
  const { portal, channel = 'Website', newId = randomUUID } = options;
  const visitor: SimulatedVisitor = { uniqueId: newId(), ...options.visitor };
  const caller = createBotCaller(options);
  const greeting: SimulatedLine[] = [...(options.resume?.greeting ?? [])];
  let greetingOffer: Offer = options.resume?.greetingOffer ?? {};
  let conversationId = options.resume?.conversationId;
  let question = options.resume?.question;

  const call = (content: CallContent, id: string | undefined) =>
    caller.call(content, { portal, visitor, channel, requestId: newId(), conversationId: id, question });

  const open = async (): Promise<readonly string[]> => {
    const { verdict } = await call({ handler: 'trigger' }, conversationId);
    if (verdict.kind === 'failed' || verdict.response.action !== 'reply') return [];
    const { replies, suggestions } = verdict.response;
    const at = portal.now().toISOString();
    greeting.push(...replies.map((reply) => ({ from: 'bot', text: textOf(reply), at }) as const));
    greetingOffer = suggestions === undefined ? {} : { suggestions };
    return replies.map(textOf);
  };

  const start = (text: string): string => {
    const id = options.preview ? `botpreview_${portal.nextId()}` : portal.nextId();
    const conversation = portal.openConversation(visitor, channel, text, id);
    conversation.lines.push(...greeting);
    question = text;
    return id;
  };

  const send = async (text: string, card: string | undefined, attachments: readonly unknown[]) => {
    const first = conversationId === undefined;
    const id = conversationId ?? start(text);
    conversationId = id;
    portal.visitorSays(id, text, card === 'star-rating' ? '★'.repeat(Number(text)) : text);
    const conversation = portal.get(id);
    if (conversation.attender !== null || conversation.status !== 'open') return [];
    const before = conversation.lines.length;
    const message = { handler: 'message', operation: first ? 'chat' : 'message', text, card, attachments } as const;
    await takeTurn({ portal, call, fail: caller.fail }, message, id);
    return conversation.lines
      .slice(before)
      .filter(({ from }) => from === 'bot')
      .map((line) => line.text);
  };

  const offered = (): Offer => (conversationId === undefined ? greetingOffer : portal.get(conversationId).offer);
  return {
    calls: caller.calls,
    open,
    say: (text, attachments = []) => send(text, undefined, attachments),
    choose: async (suggestion) => {
      const suggestions = offered().suggestions ?? [];
      if (!suggestions.includes(suggestion))
        throw new Error(`"${suggestion}" is not offered: ${suggestions.join(', ')}`);
      return await send(suggestion, undefined, []);
    },
    fill: async (value) => {
      const { input } = offered();
      if (input === undefined) throw new Error('no input card is shown');
      return await send(answerCard(input, value), input.type, []);
    },
    repeatLast: () => caller.repeatLast(),
    leave: () => {
      if (conversationId !== undefined) portal.end(conversationId);
    },
    conversationId: () => conversationId,
    seen: () => (conversationId === undefined ? greeting : portal.get(conversationId).lines),
    offered,
    kept: () => ({
      ...(conversationId === undefined ? {} : { conversationId }),
      ...(question === undefined ? {} : { question }),
      greeting,
      greetingOffer,
    }),
    waiting: () =>
      [...portal.turns.values()].some((open) => open.conversationId === conversationId && open.state === 'pending'),
  };
}
