import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Chat, Heard } from './chat.ts';

const answerSchema = z.object({
  status: z.enum(['success', 'retry']),
  message: z.string(),
  data: z.object({
    suggestions: z.array(z.string()),
    reference: z.string().nullable(),
    ticket_number: z.string().nullable(),
  }),
});

export interface FlatChatOptions {
  readonly fetch: typeof fetch;
  readonly chatId: string;
  readonly name: string;
  readonly email: string;
}

const triesMax = 12;

/** An integrator's chat: each message has an id, and a `retry` is answered by sending the same again, as documented. */
export function createFlatChat({ fetch, chatId, name, email }: FlatChatOptions): Chat {
  const heard: string[] = [];
  let messages = 0;
  let last: { id: string; text: string } | null = null;

  async function deliver(id: string, text: string): Promise<Heard> {
    const body = {
      chat_id: chatId,
      visitor_id: `v-${chatId}`,
      visitor_email: email,
      visitor_name: name,
      message: text,
      message_id: id,
    };
    const response = await fetch('http://gateway/webhook/salesiq', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const parsed = answerSchema.safeParse(await response.json().catch(() => null));
    if (!parsed.success) return { real: false, text: `HTTP ${response.status}`, suggestions: [] };
    const { status, message, data } = parsed.data;
    if (status === 'success')
      heard.push(message, ...(data.ticket_number === null ? [] : [`#${data.ticket_number}`]), data.reference ?? '');
    return { real: status === 'success', text: message, suggestions: data.suggestions };
  }

  async function untilReal(id: string, text: string): Promise<Heard> {
    for (let tries = 1; ; tries += 1) {
      const answer = await deliver(id, text);
      if (answer.real || tries === triesMax) return answer;
      await wait(250 * tries);
    }
  }

  const next = (text: string) => {
    messages += 1;
    last = { id: `${chatId}-${messages}`, text };
    return last;
  };
  return {
    sessionId: () => chatId,
    say: (text) => untilReal(next(text).id, text),
    async sayRepeated(text, times) {
      const { id } = next(text);
      const [first] = await Promise.all([
        untilReal(id, text),
        ...Array.from({ length: times }, () => deliver(id, text)),
      ]);
      return first;
    },
    repeatLast: async () => (last === null ? null : deliver(last.id, last.text)),
    heardAll: () => heard,
  };
}
