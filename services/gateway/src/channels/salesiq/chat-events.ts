import type { ChatEvent } from '@acebuddy/contracts';
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
 * webhook off (salesiq-zobot.md §8); what could not be handed over in time is tried again in the background.
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
  const limitMs = Math.min(3_000, remainingMs(context, request));
  const handled = whileTimeIsLeft(context, request, () =>
    context.conversation.handleChatEvent(event, { timeoutMs: 10_000 }),
  );
  const outcome = await inTime(handled, limitMs);
  if (outcome.kind === 'done') return;
  context.background.run('chat event', async () => {
    // The first try may still succeed; the event id makes a second one harmless.
    if (outcome.kind === 'late' && (await inTime(handled, 10_000)).kind === 'done') return;
    await context.conversation.handleChatEvent(event, { timeoutMs: 10_000 });
  });
}
