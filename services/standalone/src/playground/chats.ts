import { AppError } from '@acebuddy/contracts';
import { type ChatWindow, createChatWindow, type SalesiqPortal } from '@acebuddy/salesiq/simulator';
import type { KeptChat } from './kept-state.ts';

export interface PlaygroundVisitor {
  readonly name?: string;
  readonly email?: string;
  /** The browser's. @default a zone in the middle of the United States */
  readonly timeZone?: string;
}

/** What a customer does at her window. `id` is the browser's, the same when it tries again. */
export interface Saying {
  readonly kind: 'text' | 'suggestion' | 'card';
  readonly text: string;
  readonly id: string;
}

/** Chat windows of people who try the product: SalesIQ's side is simulated, the webhook they call is the real one. */
export interface PlaygroundChats {
  /** A window for this browser's chat; opened with its first call. */
  open(key: string, visitor: PlaygroundVisitor): Promise<ChatWindow>;
  get(key: string): ChatWindow | undefined;
  /**
   * Says it, once per `id`.
   * @throws CONFLICT when the choice or card that it answers is not shown any more.
   */
  say(key: string, saying: Saying): Promise<void>;
  /** Ids of what arrived lately, so that a browser whose answer was lost knows. */
  heard(key: string): readonly string[];
  kept(): KeptChat[];
}

interface Chat {
  readonly window: ChatWindow;
  readonly visitor: PlaygroundVisitor;
  readonly heard: string[];
}

/** Where the simulated SalesIQ calls; who carries the call knows the gateway. */
export const webhookUrl = 'http://playground.invalid/webhook/salesiq';

const chatsMax = 200;
const heardMax = 20;

export function createPlaygroundChats(
  portal: SalesiqPortal,
  callWebhook: typeof fetch,
  before: readonly KeptChat[] = [],
): PlaygroundChats {
  const chats = new Map<string, Chat>();

  function add(key: string, visitor: PlaygroundVisitor, kept?: KeptChat): ChatWindow {
    const { name, email, timeZone = 'America/Chicago' } = visitor;
    const window = createChatWindow({
      portal,
      webhookUrl,
      fetch: callWebhook,
      visitor: {
        uniqueId: key,
        timeZone,
        ...(name === undefined ? {} : { name }),
        ...(email === undefined ? {} : { email }),
      },
      ...(kept === undefined ? {} : { resume: kept.window }),
    });
    chats.set(key, { window, visitor, heard: [...(kept?.heard ?? [])] });
    const oldest = chats.keys().next().value;
    if (chats.size > chatsMax && oldest !== undefined) chats.delete(oldest);
    return window;
  }

  async function open(key: string, visitor: PlaygroundVisitor): Promise<ChatWindow> {
    const known = chats.get(key);
    if (known !== undefined) return known.window;
    const window = add(key, visitor);
    await window.open();
    return window;
  }

  for (const kept of before) add(kept.key, kept, kept);

  return {
    open,
    get: (key) => chats.get(key)?.window,
    async say(key, { kind, text, id }) {
      const window = await open(key, {});
      const heard = chats.get(key)?.heard ?? [];
      if (heard.includes(id)) return;
      if (!isShown(window, kind, text)) throw new AppError('CONFLICT', 'This choice is not shown any more.');
      heard.push(id);
      heard.splice(0, heard.length - heardMax);
      if (kind === 'card') await window.fill(text);
      else await window.say(text);
    },
    heard: (key) => chats.get(key)?.heard ?? [],
    kept: () =>
      [...chats].map(([key, { window, visitor, heard }]) => ({ key, ...visitor, heard, window: window.kept() })),
  };
}

function isShown(window: ChatWindow, kind: Saying['kind'], text: string): boolean {
  const { suggestions = [], input } = window.offered();
  if (kind === 'suggestion') return suggestions.includes(text);
  return kind === 'text' || input !== undefined;
}
