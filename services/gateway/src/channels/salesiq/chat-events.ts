import type { ChatEvent } from '@acebuddy/contracts';
import type { Redactor } from '@acebuddy/redaction';
import { eventWebhookSchema, toChatEvents } from '@acebuddy/salesiq';
import type { FastifyRequest } from 'fastify';
import { type ChatContext, remainingMs, whileTimeIsLeft } from '../chat-context.ts';
import { inTime } from '../in-time.ts';

export interface EventsAnswer {
  readonly success: true;
  readonly handled: number;
  readonly ignored: number;
}

/**
 * News about chats from SalesIQ's event webhooks. Acknowledged whatever happens, since failed deliveries may turn the
 * webhook off (salesiq.md §8); what could not be handed over in time is kept and tried until it is taken.
 */
export async function takeChatEvents(
  context: ChatContext,
  request: FastifyRequest,
  deliveries: readonly unknown[],
): Promise<EventsAnswer> {
  const mapped = toChatEvents(deliveries.map((delivery) => eventWebhookSchema.parse(delivery)));
  const events = mapped.flatMap((one) => (one.kind === 'event' ? [one.event] : []));
  for (const event of events) await handOver(context, request, event);
  return { success: true, handled: events.length, ignored: mapped.length - events.length };
}

async function handOver(context: ChatContext, request: FastifyRequest, event: ChatEvent): Promise<void> {
  if (context.undelivered.has(event.conversationId))
    return context.undelivered.add(await withoutSecrets(context, event));
  const limitMs = Math.min(3_000, remainingMs(context, request));
  const handled = whileTimeIsLeft(context, request, () =>
    context.conversation.handleChatEvent(event, { timeoutMs: 10_000 }),
  );
  const outcome = await inTime(handled, limitMs);
  // A first try that is only late may still succeed; the event id makes a second one harmless.
  if (outcome.kind !== 'done') await context.undelivered.add(await withoutSecrets(context, event));
}

interface RedactionDeps {
  readonly redaction: Pick<Redactor, 'prepare'>;
}

/** As the conversation service would write it down (promises.md, P5). */
async function withoutSecrets({ redaction }: RedactionDeps, { event, ...rest }: ChatEvent): Promise<ChatEvent> {
  if (!('text' in event)) return { ...rest, event };
  const redact = await redaction.prepare([event.text]);
  return { ...rest, event: { ...event, text: redact(event.text) } };
}
