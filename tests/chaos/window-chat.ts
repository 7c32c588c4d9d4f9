import { type BotCall, type ChatWindow, createChatWindow, type SalesiqPortal } from '@acebuddy/salesiq/simulator';
import type { Chat, Heard } from './chat.ts';

export interface WindowChatOptions {
  readonly fetch: typeof fetch;
  readonly portal: SalesiqPortal;
  readonly name: string;
  readonly email: string;
}

/** Words of the gateway when the conversation has no say (polite-replies.ts): the customer writes again. */
const notReal =
  /taking me longer than it should|still working on this|did not work|connecting you to a colleague|come faster than I can/i;

/** A customer at SalesIQ's chat window. */
export function createWindowChat({
  fetch,
  portal,
  name,
  email,
}: WindowChatOptions): Chat & { readonly window: ChatWindow } {
  let copies = 0;
  const duplicating: typeof fetch = (input, init) => {
    const repeats = Array.from({ length: copies }, () => fetch(input, { ...init, signal: null }));
    copies = 0;
    for (const repeat of repeats) repeat.catch(() => undefined);
    return fetch(input, init);
  };
  const webhookUrl = 'http://gateway/webhook/salesiq';
  const window = createChatWindow({ portal, webhookUrl, visitor: { name, email }, fetch: duplicating });

  async function send(text: string): Promise<Heard> {
    // One dead gateway would otherwise turn the bot off for the whole portal (salesiq.md §1.3).
    portal.bot.failuresInARow = 0;
    portal.bot.disabled = false;
    const calls = window.calls.length;
    const shown = await window.say(text);
    const made = window.calls.slice(calls);
    const joined = shown.join('\n\n');
    // Two messages at once are two calls: an answer is the one of the call that carried these words.
    const own = made.find(({ body }) => body.includes(JSON.stringify(text)));
    const real = own?.verdict.kind === 'accepted' && joined !== '' && !notReal.test(joined);
    return { real, text: joined, suggestions: suggestionsOf(window) };
  }

  const repeat = async (): Promise<Heard | null> => {
    if (window.calls.length === 0) return null;
    return toHeard(await window.repeatLast());
  };
  return {
    window,
    sessionId: () => window.conversationId() ?? '',
    say: send,
    async sayRepeated(text, times) {
      copies = times;
      return send(text);
    },
    repeatLast: repeat,
    heardAll: () => window.seen().flatMap(({ from, text }) => (from === 'visitor' ? [] : [text])),
  };
}

function toHeard({ verdict }: BotCall): Heard | null {
  if (verdict.kind === 'failed') return null;
  const text = verdict.response.replies.map((reply) => (typeof reply === 'string' ? reply : reply.text)).join('\n\n');
  return { real: !notReal.test(text), text, suggestions: [] };
}

function suggestionsOf(window: ChatWindow): readonly string[] {
  const { suggestions, input } = window.offered();
  if (input !== undefined && 'options' in input) return input.options;
  return suggestions ?? [];
}
